import { count, decimal } from "../../words/numbers";
import { NotKnown } from "../../words/text";
import type { Effect, Measure } from "../api/types";
import { useWords } from "../words/words";

export const USUAL_CONFIDENCE = 0.95; // what a decision keeps of its effect is counted under this one

interface EffectListProps {
  effect: Effect;
  confidence?: number;
  onConfidence?: (confidence: number) => void; // where the reader may set it
}

// What a decision does, in numbers.
export function EffectList({ effect, confidence, onConfidence }: EffectListProps) {
  const words = useWords();
  const say = words.effect;
  return (
    <dl className="effect">
      <div>
        <dt>{say.accounts}</dt>
        <dd>{count(effect.accounts)}</dd>
      </div>
      {effect.by_measure.map((each) => {
        const [measure, number] = each.split(": ");
        return (
          <div key={each} className="part">
            <dt>{words.measures[measure as Measure] ?? measure}</dt>
            <dd>{number}</dd>
          </div>
        );
      })}
      <div>
        <dt>{say.posts}</dt>
        <dd>{count(effect.posts)}</dd>
      </div>
      <div>
        <dt>{say.followers}</dt>
        <dd>
          <Followers effect={effect} />
        </dd>
      </div>
      <div>
        <dt>
          {onConfidence ? (
            <label>
              {say.under_confidence}{" "}
              <input
                type="number"
                min={0}
                max={1}
                step={0.01}
                value={confidence}
                onChange={(event) => onConfidence(Math.max(0, Math.min(1, Number(event.target.value))))}
              />
            </label>
          ) : (
            `${say.under_confidence} ${decimal(USUAL_CONFIDENCE)}`
          )}
        </dt>
        <dd className={effect.under_confidence > 0 ? "doubt" : undefined}>{count(effect.under_confidence)}</dd>
      </div>
      <div>
        <dt>{say.other_cases}</dt>
        <dd className={effect.in_other_cases > 0 ? "doubt" : undefined}>{count(effect.in_other_cases)}</dd>
      </div>
      {effect.lifted > 0 && (
        <div>
          <dt>{say.lifted}</dt>
          <dd>{count(effect.lifted)}</dd>
        </div>
      )}
      <div>
        <dt>{say.notices}</dt>
        <dd>{count(effect.notices)}</dd>
      </div>
    </dl>
  );
}

// Nobody's followers known must not look like nobody reached.
function Followers({ effect: { accounts, followers, followers_unknown } }: { effect: Effect }) {
  const words = useWords().effect;
  if (accounts > 0 && followers_unknown >= accounts) return <NotKnown />;
  return (
    <>
      {count(followers)}
      {followers_unknown > 0 && <span className="soft"> {words.followers_unknown(followers_unknown)}</span>}
    </>
  );
}
