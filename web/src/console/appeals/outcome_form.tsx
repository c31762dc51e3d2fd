import type { Appeal, AppealOutcome, Measure } from "../api/types";
import { MeasureChoices } from "../decision/measure_choices";
import { Field } from "../frame/field";
import { useKept } from "../frame/kept";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useDecideAppeal, useOtherMeasures } from "./use_appeals";

const OUTCOMES = ["upheld", "changed", "reversed"] as const;

// Upheld, changed or reversed: each in the same size, each with reasons, and what follows is said before. A change is
// to something milder.
export function OutcomeForm({ appeal }: { appeal: Appeal }) {
  const words = useWords();
  const say = words.appeals;
  const [outcome, setOutcome] = useKept<AppealOutcome["outcome"] | null>(`outcome ${appeal.appeal_id}`, null);
  const [measure, setMeasure] = useKept<Measure | null>(`measure of appeal ${appeal.appeal_id}`, null);
  const [reasons, setReasons] = useKept(`reasons of appeal ${appeal.appeal_id}`, "");
  const decide = useDecideAppeal(appeal.appeal_id);
  const others = useOtherMeasures(appeal);
  const is_ready = outcome !== null && reasons.trim() !== "" && (outcome !== "changed" || measure !== null);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome === null) return;
        decide.mutate({ outcome, reasons: reasons.trim(), ...(outcome === "changed" ? { measure } : {}) });
      }}
    >
      <fieldset className="choices three">
        <legend>{say.outcome}</legend>
        <div>
          {OUTCOMES.map((each) => (
            <label key={each}>
              <input type="radio" name="outcome" checked={outcome === each} onChange={() => setOutcome(each)} />
              <span>{words.outcomes[each]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {outcome === "changed" && others.length > 0 && (
        <MeasureChoices label={say.new_measure} of={others} value={measure} onChoose={setMeasure} />
      )}
      <Field label={words.decision.reasons} hint={say.reasons_hint}>
        {(props) => (
          <textarea
            {...props}
            required
            rows={4}
            maxLength={5000}
            value={reasons}
            onChange={(event) => setReasons(event.target.value)}
          />
        )}
      </Field>
      <p className="hint">
        {outcome === null ? say.choose : say.follows[outcome]}
        {outcome === "changed" &&
          measure === null &&
          ` ${others.length > 0 ? say.choose_measure : say.no_other_measure}`}
        {outcome !== null && reasons.trim() === "" && ` ${words.decision.reasons_missing}`}
      </p>
      <FailedAct failure={decide.error} />
      <button type="submit" className="main-act" disabled={!is_ready || decide.isPending}>
        {say.act}
      </button>
    </form>
  );
}
