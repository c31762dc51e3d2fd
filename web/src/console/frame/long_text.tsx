import { useState } from "react";
import { count } from "../../words/numbers";
import { useWords } from "../words/words";

const LIMIT = 1200;

// What people wrote, with its own lines and direction; more than a screen stands behind a word.
export function LongText({ text, limit = LIMIT, lang }: { text: string; limit?: number; lang?: string }) {
  const words = useWords().states;
  const [whole, setWhole] = useState(false);
  const is_long = text.length > limit;
  return (
    <div className="long-text">
      <bdi dir="auto" lang={lang}>
        {whole || !is_long ? text.slice(0, 100_000) : `${text.slice(0, limit)}…`}
      </bdi>
      {is_long && (
        <button type="button" className="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? words.less : words.whole(count(text.length))}
        </button>
      )}
    </div>
  );
}
