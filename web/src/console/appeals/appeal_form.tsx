import { useState } from "react";
import { Field } from "../frame/field";
import { Day } from "../frame/moments";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useAppealByLink } from "./use_appeals";

// An answer in one's own words; no account, no form to be found elsewhere.
export function AppealForm({ token, until }: { token: string; until: number }) {
  const say = useWords().public;
  const [given, setGiven] = useState({ text: "", contact: "" });
  const appeal = useAppealByLink(token);
  return (
    <section>
      <h2>{say.appeal}</h2>
      <p>
        {say.appeal_hint} <Day at={until} />.
      </p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          appeal.mutate(given);
        }}
      >
        <Field label={say.text} hint={say.text_hint}>
          {(props) => (
            <textarea
              {...props}
              required
              rows={7}
              maxLength={10000}
              value={given.text}
              onChange={(event) => setGiven({ ...given, text: event.target.value })}
            />
          )}
        </Field>
        <Field label={say.contact} hint={say.contact_hint}>
          {(props) => (
            <input
              {...props}
              maxLength={500}
              autoComplete="email"
              value={given.contact}
              onChange={(event) => setGiven({ ...given, contact: event.target.value })}
            />
          )}
        </Field>
        <FailedAct failure={appeal.error} />
        <button type="submit" className="main-act" disabled={appeal.isPending}>
          {say.act}
        </button>
      </form>
    </section>
  );
}
