import { useState } from "react";
import type { NoticeTemplate } from "../api/types";
import { Field } from "../frame/field";
import { LongText } from "../frame/long_text";
import { Asked, FailedAct } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { useSetTemplate, useTemplates } from "./use_notices";

// What notices say, by language. The server refuses a pattern that would not fill in.
export function TemplatesView() {
  const words = useWords().templates;
  const templates = useTemplates();
  const may = useMay();
  return (
    <>
      <h1>{words.title}</h1>
      <p className="reading">{words.means}</p>
      <p className="small mono reading">
        {
          "{account_id} {case_id} {measure} {policy_name} {policy_version} {policy_text} {sentence} {reasons} {outcome} {appeal_until, date, long} {appeal_link} {accounts, plural, one {# account} other {# accounts}}"
        }
      </p>
      <Asked query={templates}>
        {(all) => (
          <>
            {all.map((each) => (
              <OneTemplate key={`${each.language} ${each.kind}`} template={each} may_edit={may("publisher")} />
            ))}
            {may("publisher") && <TemplateForm start={{ language: "", kind: "decision", text: "" }} is_new />}
          </>
        )}
      </Asked>
    </>
  );
}

function OneTemplate({ template, may_edit }: { template: NoticeTemplate; may_edit: boolean }) {
  const words = useWords();
  return (
    <article className="entry">
      <h2>
        {words.notices.kinds[template.kind]} <span className="soft light">· {template.language}</span>
      </h2>
      {may_edit ? (
        <TemplateForm start={template} />
      ) : (
        <div className="letter">
          <LongText text={template.text} lang={template.language} />
        </div>
      )}
    </article>
  );
}

function TemplateForm({ start, is_new }: { start: NoticeTemplate; is_new?: boolean }) {
  const words = useWords();
  const say = words.templates;
  const [given, setGiven] = useState(start);
  const set = useSetTemplate();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(given, { onSuccess: () => is_new && setGiven(start) });
      }}
    >
      {is_new && (
        <>
          <h2>{say.add}</h2>
          <Field label={words.notices.language} hint={say.language_hint}>
            {(props) => (
              <input
                {...props}
                required
                pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
                value={given.language}
                onChange={(event) => setGiven({ ...given, language: event.target.value })}
              />
            )}
          </Field>
          <Field label={say.kind}>
            {(props) => (
              <select
                {...props}
                value={given.kind}
                onChange={(event) => setGiven({ ...given, kind: event.target.value as NoticeTemplate["kind"] })}
              >
                <option value="decision">{words.notices.kinds.decision}</option>
                <option value="outcome">{words.notices.kinds.outcome}</option>
              </select>
            )}
          </Field>
        </>
      )}
      <Field label={say.text}>
        {(props) => (
          <textarea
            {...props}
            required
            rows={8}
            maxLength={20000}
            lang={given.language || undefined}
            value={given.text}
            onChange={(event) => setGiven({ ...given, text: event.target.value })}
          />
        )}
      </Field>
      <FailedAct failure={set.error} />
      <button type="submit" className="quiet" disabled={set.isPending || (!is_new && given.text === start.text)}>
        {say.save}
      </button>{" "}
      <span role="status" className="soft small">
        {set.isSuccess && say.saved}
      </span>
    </form>
  );
}
