import { useState } from "react";
import { count } from "../../words/numbers";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useConsistency } from "./use_audit";

// A checkpoint that somebody kept elsewhere, held against the present one: nothing before it was rewritten, or it shows.
export function EarlierCheckpoint() {
  const words = useWords().log;
  const [note, setNote] = useState("");
  const check = useConsistency();
  const found = check.data;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate(note);
      }}
    >
      <Field label={words.earlier} hint={words.earlier_hint}>
        {(props) => (
          <textarea
            {...props}
            required
            rows={6}
            maxLength={10000}
            className="mono"
            value={note}
            onChange={(event) => {
              check.reset();
              setNote(event.target.value);
            }}
          />
        )}
      </Field>
      <button type="submit" className="quiet" disabled={check.isPending}>
        {words.compare}
      </button>
      <FailedAct failure={check.error} />
      {found?.is === "consistent" && (
        <p role="status">
          <b>{words.holds}</b> {words.only_grew(count(found.from), count(found.to))}
        </p>
      )}
      {found && found.is !== "consistent" && (
        <p className="problem" role="alert">
          <b>{words.earlier_faults[found.is]}</b>
        </p>
      )}
    </form>
  );
}
