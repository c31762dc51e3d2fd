import { useSyncExternalStore } from "react";

// While the page is printed, tables show their rows instead of the few that a screen would hold.
let printing = false;
const listeners = new Set<() => void>();

function set(now: boolean): void {
  printing = now;
  for (const listener of listeners) listener();
}

if (typeof window !== "undefined") {
  window.addEventListener("beforeprint", () => set(true));
  window.addEventListener("afterprint", () => set(false));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}
