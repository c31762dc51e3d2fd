import { createContext, type ReactNode, useContext, useState } from "react";
import { useViewWords } from "./view_words";

// Text of strangers, shown as text: names and posts may hold markup, marks that turn the line around, or a hundred thousand
// letters. React escapes the markup; the rest is done here.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff]/g;

// One line without control characters, cut at `limit`: for labels in pictures, tooltips and accessible names.
export function plain(text: string, limit = 120): string {
  const start = text
    .slice(0, limit * 4)
    .replace(UNSEEN, "")
    .replace(/\s+/g, " ")
    .trim();
  const letters = Array.from(start);
  return letters.length > limit || text.length > limit * 4 ? `${letters.slice(0, limit - 1).join("")}…` : start;
}

// The same in the page, kept from turning its neighbours around.
export function Plain({ text, limit = 120 }: { text: string; limit?: number }) {
  return <bdi>{plain(text, limit)}</bdi>;
}

// A number stays on one line with its unit or its power: "10 s", "2 × 10⁻⁹".
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=(?:s|min|h|d)\b|×)|(?<=×) (?=\d)/g, "$1\u00a0");
}

const POST_LIMIT = 600;

// Whoever reads ugly things all day may have texts veiled until asked for: then this holds the word for asking.
const Veil = createContext<string | null>(null);
export const VeilTexts = Veil.Provider;

export const useIsVeiled = () => useContext(Veil) !== null;

export function Veiled({ children }: { children: ReactNode }) {
  const show = useContext(Veil);
  const [asked, setAsked] = useState(false);
  if (show === null || asked) return children;
  return (
    <button type="button" className="veil" onClick={() => setAsked(true)}>
      {show}
    </button>
  );
}

// A post's text, veiled where that is wished.
export function PostText({ text }: { text: string }) {
  return (
    <Veiled>
      <WholeText text={text} />
    </Veiled>
  );
}

// Whole, up to a length that nobody writes by hand, with the rest behind a word.
function WholeText({ text }: { text: string }) {
  const words = useViewWords();
  if (text.length <= POST_LIMIT) return <bdi className="post-text">{text.replace(UNSEEN, "")}</bdi>;
  return (
    <details className="post-text">
      <summary>
        <bdi>{plain(text, POST_LIMIT)}</bdi> <span className="soft">({words.characters(text.length)})</span>
      </summary>
      <bdi>{text.slice(0, 20000).replace(UNSEEN, "")}</bdi>
      {text.length > 20000 && <span className="soft"> … {words.first_characters(20000)}</span>}
    </details>
  );
}

// "Not known" must not look like zero.
export function NotKnown() {
  return (
    <span className="not-known">
      <span aria-hidden="true">–</span>
      <span className="unseen">{useViewWords().not_known}</span>
    </span>
  );
}
