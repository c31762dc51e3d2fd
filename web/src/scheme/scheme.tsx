import { useSyncExternalStore } from "react";

// Light or dark: as the system has it, unless the reader says otherwise.
export type Choice = "system" | "light" | "dark";

const KEY = "lockstep-scheme";
const listeners = new Set<() => void>();

function stored(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system"; // a browser may forbid storage to pages from file://
  }
}

let choice: Choice = "system";

export function startScheme(): void {
  choice = stored();
  apply();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
}

function apply(): void {
  if (choice === "system") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = choice;
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function chooseScheme(next: Choice): void {
  choice = next;
  apply();
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // kept for this page only
  }
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSchemeChoice = () => useSyncExternalStore(subscribe, () => choice);

export function useScheme(): "light" | "dark" {
  return useSyncExternalStore(subscribe, () => {
    if (choice !== "system") return choice;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  });
}
