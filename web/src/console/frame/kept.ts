import { useState } from "react";

// What somebody has typed and not sent yet, by what it is for: it is there again when they come back from another page.
// In memory alone; whoever comes in next finds nothing of it.
const kept = new Map<string, unknown>();

export const forgetKept = () => kept.clear();

export function useKept<T>(of: string, start: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (kept.has(of) ? (kept.get(of) as T) : start));
  const keep = (next: T) => {
    kept.set(of, next);
    setValue(next);
  };
  return [value, keep];
}
