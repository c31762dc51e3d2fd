import { useState } from "react";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useConfirm } from "./use_outbox";

// Whoever carries an export out by hand says so afterwards: these messages wait no longer.
export function ConfirmForm() {
  const words = useWords().outbox;
  const [up_to, setUpTo] = useState("");
  const confirm = useConfirm();
  return (
    <details className="form-behind">
      <summary>{words.confirm_title}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate(Number(up_to), { onSuccess: () => setUpTo("") });
        }}
      >
        <Field label={words.up_to} hint={words.up_to_hint}>
          {(props) => (
            <input
              {...props}
              required
              type="number"
              min={1}
              value={up_to}
              onChange={(event) => setUpTo(event.target.value)}
            />
          )}
        </Field>
        <FailedAct failure={confirm.error} />
        <button type="submit" className="quiet" disabled={confirm.isPending}>
          {words.confirm}
        </button>{" "}
        <span role="status">{confirm.isSuccess && words.confirmed}</span>
      </form>
    </details>
  );
}
