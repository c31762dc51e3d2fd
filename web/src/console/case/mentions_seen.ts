import { useSyncExternalStore } from "react";
import type { Note } from "../api/types";

// Up to which note somebody has looked at what mentions them, in this browser: only what came since is counted.
const KEY = "lockstep-mentions-seen";
const listeners = new Set<() => void>();
const kept = (handle: string) => `${KEY} ${handle}`;

function lastSeen(handle: string): number {
  try {
    return Number(localStorage.getItem(kept(handle))) || 0;
  } catch {
    return 0;
  }
}

export function seeMentions(handle: string, notes: Note[]): void {
  const newest = Math.max(0, ...notes.map((note) => note.note_id));
  if (newest <= lastSeen(handle)) return;
  try {
    localStorage.setItem(kept(handle), String(newest));
  } catch {
    return; // they are counted again
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useUnseen(handle: string, notes: Note[]): Note[] {
  const last = useSyncExternalStore(subscribe, () => lastSeen(handle));
  return notes.filter((note) => note.note_id > last);
}
