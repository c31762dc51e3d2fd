import { useLayoutEffect, useRef, useState } from "react";
import { usePrinting } from "../scheme/printing";

const PAPER = 680; // what a sheet holds, and is not measured when it is printed

// The width that a picture has on this screen: pictures are drawn in real pixels, so that text keeps its size on a phone.
export function useWidth<E extends HTMLElement>(first = 720) {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      if (element.clientWidth > 0) setWidth(Math.floor(element.clientWidth)); // else it is not laid out just now
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width: usePrinting() ? Math.min(width, PAPER) : width };
}
