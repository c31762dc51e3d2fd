import { startTransition, useEffect, useState } from "react";
import { usePrinting } from "./printing";

// A long page is drawn in stages, so that what stands above is there at once: how many of `last` may be drawn now. A page that
// is printed is drawn whole.
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  const printing = usePrinting();
  useEffect(() => {
    if (stage >= last) return;
    const next = setTimeout(() => startTransition(() => setStage(stage + 1)));
    return () => clearTimeout(next);
  }, [stage, last]);
  return printing ? last : stage;
}
