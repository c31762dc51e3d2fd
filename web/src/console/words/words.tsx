import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { writeNumbersAs } from "../../words/numbers";
import { de } from "./de";
import { en, type Words } from "./en";

// The console's texts in the reader's language: one file a language, and a key that is missing does not compile.
export const LANGUAGES = { en, de } as const;
export type Language = keyof typeof LANGUAGES;
const LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE" };
const KEY = "lockstep-language";

let language: Language = first();
const listeners = new Set<() => void>();
writeNumbersAs(LOCALES[language], LANGUAGES[language].numbers.under);

function first(): Language {
  const wanted = [stored(), ...navigator.languages.map((each) => each.slice(0, 2))];
  return (wanted.find((each) => each !== null && each in LANGUAGES) as Language | undefined) ?? "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

// What is chosen on one page holds on the others that are open.
addEventListener("storage", ({ key }) => {
  if (key === KEY) speak(first());
});

function speak(next: Language): void {
  language = next;
  writeNumbersAs(LOCALES[next], LANGUAGES[next].numbers.under);
  for (const listener of listeners) listener();
}

export function chooseLanguage(next: Language): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // for this page only
  }
  speak(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = () => useSyncExternalStore(subscribe, () => language);
export const localeOf = (each: Language) => LOCALES[each];

const Context = createContext<Words>(en);
export const useWords = () => useContext(Context);

export function InLanguage({ children }: { children: ReactNode }) {
  return <Context value={LANGUAGES[useLanguage()]}>{children}</Context>;
}
