import { useTimes } from "../../words/times";
import type { Effect } from "../api/types";
import { useWords } from "../words/words";
import type { Draft } from "./draft";

interface ActButtonProps {
  draft: Draft;
  effect: Effect | null; // of exactly this draft; null: not known yet
  is_busy: boolean;
}

// The button says what it does, and rests until its effect has been seen.
export function ActButton({ draft, effect, is_busy }: ActButtonProps) {
  const words = useWords();
  const times = useTimes();
  const say = words.decision;
  const lacks_reasons = draft.reasons.trim() === "";
  const label = effect?.second_opinion
    ? say.ask_second
    : `${words.measure_acts[draft.measure]}${effect && effect.accounts > 0 ? ` · ${words.queue.accounts(effect.accounts)}` : ""}`;
  return (
    <>
      <button
        type="submit"
        className="main-act"
        disabled={effect === null || lacks_reasons || is_busy}
        aria-describedby="what-follows"
      >
        {label}
      </button>
      <p id="what-follows" className="hint">
        {lacks_reasons && effect && `${say.reasons_missing} `}
        {effect?.second_opinion && (
          <>
            <bdi lang="en">{effect.why_second_opinion.slice(0, 400)}</bdi> {say.nothing_before}{" "}
          </>
        )}
        {effect && effect.lifted > 0 && `${say.frees(effect.lifted)} `}
        {effect && effect.accounts > 0 && say.each_may_appeal(times.day(effect.appeal_until))}
        {effect && effect.notices === 0 && say.nothing_leaves}
      </p>
    </>
  );
}
