import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";

// A person's data goes; dates, measures and the entry that says so stay. It cannot be taken back, so it is typed twice.
export function EraseForm() {
  const words = useWords().erase;
  const [given, setGiven] = useState({ account_id: "", reasons: "" });
  const [again, setAgain] = useState("");
  const intention = useIntention();
  const erase = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/audit/erasures", {
          params: { header: { "Idempotency-Key": intention.keyFor(given) } },
          body: given,
        }),
      ),
    onSuccess: () => {
      intention.done();
      setGiven({ account_id: "", reasons: "" });
      setAgain("");
    },
  });
  return (
    <details className="form-behind">
      <summary>{words.title}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate();
        }}
      >
        <p>{words.means}</p>
        <Field label={words.account}>
          {(props) => (
            <input
              {...props}
              required
              maxLength={512}
              value={given.account_id}
              onChange={(event) => setGiven({ ...given, account_id: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.again}>
          {(props) => <input {...props} required value={again} onChange={(event) => setAgain(event.target.value)} />}
        </Field>
        <Field label={words.reasons}>
          {(props) => (
            <textarea
              {...props}
              required
              rows={3}
              maxLength={2000}
              value={given.reasons}
              onChange={(event) => setGiven({ ...given, reasons: event.target.value })}
            />
          )}
        </Field>
        <FailedAct failure={erase.error} />
        <button
          type="submit"
          className="quiet"
          disabled={given.account_id === "" || again !== given.account_id || erase.isPending}
        >
          {words.act}
        </button>{" "}
        <span role="status">{erase.data && words.done(erase.data.entries)}</span>
      </form>
    </details>
  );
}
