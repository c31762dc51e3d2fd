import type { ReactNode } from "react";
import { linkTo } from "../../address/address";
import { type Choice, chooseScheme, useSchemeChoice } from "../../scheme/scheme";
import { chooseLanguage, LANGUAGES, type Language, useLanguage, useWords } from "../words/words";

// The line above every page; `children` is what only those who are signed in have.
export function Bar({ children }: { children?: ReactNode }) {
  const words = useWords();
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("content")?.focus()}>
        {words.bar.skip}
      </button>
      <header className="masthead">
        <div>
          <a className="brand" href={linkTo([])}>
            Lockstep
          </a>
          {children ?? (
            <div className="settings-bar">
              <LanguageSelect />
              <SchemeSelect />
            </div>
          )}
        </div>
      </header>
    </>
  );
}

export function LanguageSelect() {
  const words = useWords();
  return (
    <label>
      <span className="soft">{words.bar.language}</span>{" "}
      <select value={useLanguage()} onChange={(event) => chooseLanguage(event.target.value as Language)}>
        {Object.entries(LANGUAGES).map(([key, each]) => (
          <option key={key} value={key} lang={key}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SchemeSelect() {
  const words = useWords();
  return (
    <label>
      <span className="soft">{words.bar.colours}</span>{" "}
      <select value={useSchemeChoice()} onChange={(event) => chooseScheme(event.target.value as Choice)}>
        {(["system", "light", "dark"] as const).map((each) => (
          <option key={each} value={each}>
            {words.bar.schemes[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
