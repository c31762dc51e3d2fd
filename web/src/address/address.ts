import { useCallback, useMemo, useSyncExternalStore } from "react";

// The address says all that was chosen: `#/network/n3?occasion=17&members.sort=-occasions`. A link restores the state, the
// back button takes back what was opened. Each view names its own choices; nothing chosen is left out. The report is opened
// from a file and keeps its address behind `#`; the console has a server behind it, and real paths.

export interface Address {
  path: string[];
  choices: URLSearchParams;
}

let place: "#" | "" = "#";

const here = () => (place === "#" ? location.hash : location.pathname + location.search);

export function parseAddress(hash: string): Address {
  const [path, query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  return { path: path === "" ? [] : path.split("/").map(decoded), choices: new URLSearchParams(query) };
}

export function formatAddress(path: string[], choices: URLSearchParams | Record<string, string> = {}): string {
  const query = new URLSearchParams(choices).toString();
  return `${place}/${path.map(encodeURIComponent).join("/")}${query === "" ? "" : `?${query}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const CHANGED = "lockstep-address";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("hashchange", listener);
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

let last = { text: "\0", address: parseAddress("") };
function current(): Address {
  if (last.text !== here()) last = { text: here(), address: parseAddress(here()) };
  return last.address;
}

// The page, apart from what is chosen on it: whoever asks for it is drawn anew only when it changes.
export function usePath(): string[] {
  const path = useSyncExternalStore(subscribe, () => JSON.stringify(current().path));
  return useMemo(() => JSON.parse(path), [path]);
}

// What the whole report shares and what is kept when the page changes.
const KEPT = ["zone"];

export function linkTo(path: string[], choices: Record<string, string> = {}): string {
  const kept = KEPT.flatMap((name) => {
    const value = current().choices.get(name);
    return value === null ? [] : [[name, value]];
  });
  return formatAddress(path, { ...Object.fromEntries(kept), ...choices });
}

// `open` makes an entry in the history, so that "back" closes it; typing and sorting do not.
export function choose(changes: Record<string, string | null>, how: "open" | "adjust"): void {
  const choices = new URLSearchParams(current().choices);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") choices.delete(name);
    else choices.set(name, value);
  }
  const next = formatAddress(current().path, choices);
  if (next === here()) return;
  if (how === "open") history.pushState(null, "", next);
  else history.replaceState(null, "", next);
  window.dispatchEvent(new Event(CHANGED));
}

export function goTo(address: string): void {
  if (address === here()) return;
  history.pushState(null, "", address);
  window.dispatchEvent(new Event(CHANGED));
}

// From now on addresses are paths, and a link to another view does not load the page again.
export function startPaths(): void {
  place = "";
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest?.("a");
    if (!link?.href || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname.startsWith("/api/") || link.hash !== "") return;
    event.preventDefault();
    goTo(link.pathname + link.search);
  });
}

export function useChoice(
  name: string,
  how: "open" | "adjust" = "adjust",
): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(subscribe, () => current().choices.get(name));
  const set = useCallback((next: string | null) => choose({ [name]: next }, how), [name, how]);
  return [value, set];
}

// A choice that is a position in a list; anything else in the address counts as nothing chosen.
export function usePosition(name: string, length: number): [number | null, (value: number | null) => void] {
  const [text, set] = useChoice(name, "open");
  const position = text !== null && /^\d+$/.test(text) && Number(text) < length ? Number(text) : null;
  const setPosition = useCallback((next: number | null) => set(next === null ? null : String(next)), [set]);
  return [position, setPosition];
}
