import { useEffect, useRef, useSyncExternalStore } from "react";

// One-letter keys. They rest while somebody types or a dialog is open, and can be turned off, since whoever speaks to
// their computer would press them by accident.
export type Keys = Record<string, () => void>;
const KEY = "lockstep-keys";
const active = new Map<string, (() => void)[]>();
const listeners = new Set<() => void>();
let on = stored();

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export function turnKeys(next: boolean): void {
  on = next;
  try {
    localStorage.setItem(KEY, next ? "on" : "off");
  } catch {
    // for this page only
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKeysOn = () => useSyncExternalStore(subscribe, () => on);

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!on && event.key !== "?") return;
    const act = active.get(event.key)?.at(-1);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

// Enter belongs to what has the focus, if that answers to it.
function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

// The view that came last answers first.
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  const names = Object.keys(keys).join(" ");
  useEffect(() => {
    const acts = names
      .split(" ")
      .filter(Boolean)
      .map((name) => [name, () => current.current[name]?.()] as const);
    for (const [name, act] of acts) active.set(name, [...(active.get(name) ?? []), act]);
    return () => {
      for (const [name, act] of acts) {
        active.set(
          name,
          (active.get(name) ?? []).filter((each) => each !== act),
        );
      }
    };
  }, [names]);
}
