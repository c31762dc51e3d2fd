import { useSyncExternalStore } from "react";

// A phone's width: there, a table shows its main columns and a picture fewer letters.
const QUERY = "(max-width: 46rem)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
}
