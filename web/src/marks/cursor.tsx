import { type KeyboardEvent, type PointerEvent, useCallback, useId, useState } from "react";

// A picture of many marks is one stop for the keyboard. A cursor goes from mark to mark: by arrow keys, by a pointer near it,
// by a tap; Enter, a click or a tap opens what stands behind the mark. What the cursor stands on is said beside the picture.

export interface Mark {
  x: number;
  y: number;
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

// The next mark in one direction: near along it, and much rather straight ahead than aside.
export function nextMark(marks: Mark[], from: number, [dx, dy]: [number, number], aside: number): number {
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  marks.forEach((mark, at) => {
    const [x, y] = [mark.x - marks[from].x, mark.y - marks[from].y];
    const ahead = x * dx + y * dy;
    if (ahead <= 0.01) return;
    const cost = ahead + aside * Math.abs(x * dy + y * dx);
    if (cost < least) [best, least] = [at, cost];
  });
  return best;
}

export function nearestMark(marks: Mark[], x: number, y: number, reach: number): number {
  let best = -1;
  let least = reach * reach;
  marks.forEach((mark, at) => {
    const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
    if (distance <= least) [best, least] = [at, distance];
  });
  return best;
}

interface CursorOptions<M extends Mark> {
  marks: M[];
  say: (mark: M) => string;
  open: (mark: M) => void;
  aside?: number; // how much worse a mark aside is than one straight ahead
  miss?: (x: number, y: number) => void; // a click beside all marks
  reveal?: (mark: M) => void; // scroll to where it stands
  is_drag?: () => boolean; // whether the click only ends a drag
}

export function useCursor<M extends Mark>({ marks, say, open, aside = 12, miss, reveal, is_drag }: CursorOptions<M>) {
  const [at, setAt] = useState(-1);
  const readout = useId();
  const current = at >= 0 && at < marks.length ? marks[at] : null;

  const go = useCallback(
    (next: number) => {
      setAt(next);
      if (next >= 0 && marks[next]) reveal?.(marks[next]);
    },
    [marks, reveal],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (marks.length === 0) return;
    if (event.key === "Escape") setAt(-1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(marks.length - 1);
    else if (event.key in ARROWS) go(current ? nextMark(marks, at, ARROWS[event.key], aside) : 0);
    else if ((event.key === "Enter" || event.key === " ") && current) open(current);
    else return;
    event.preventDefault();
  };
  const under = (event: { clientX: number; clientY: number; currentTarget: Element }, reach: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearestMark(marks, event.clientX - box.left, event.clientY - box.top, reach);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType !== "touch") setAt(under(event, 9));
  };
  const onClick = (event: React.MouseEvent) => {
    if (is_drag?.()) return;
    const hit = under(event, (event.nativeEvent as globalThis.PointerEvent).pointerType === "touch" ? 22 : 11);
    if (hit < 0) {
      const box = event.currentTarget.getBoundingClientRect();
      miss?.(event.clientX - box.left, event.clientY - box.top);
      return;
    }
    setAt(hit);
    open(marks[hit]);
  };

  return {
    current,
    said: current ? say(current) : "",
    readout,
    picture: {
      tabIndex: 0,
      role: "application",
      "aria-describedby": readout,
      onKeyDown,
      onPointerMove,
      onPointerLeave: () => setAt(-1),
      onFocus: (event: React.FocusEvent) => {
        if (!current && marks.length > 0 && event.currentTarget.matches(":focus-visible")) setAt(0);
      },
      onClick,
    },
  };
}

// What the cursor stands on, under the picture; read aloud when it moves.
export function Readout({ id, said, hint }: { id: string; said: string; hint: string }) {
  return (
    <p id={id} className="readout" aria-live="polite">
      {said === "" ? <span className="soft">{hint}</span> : said}
    </p>
  );
}
