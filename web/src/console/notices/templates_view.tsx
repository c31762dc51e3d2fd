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
            {may("publisher") && <NewTemplateForm all={all} />}
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

// What is typed stays when a colleague saves another text meanwhile; which of the two holds is then chosen knowingly.
function TemplateForm({ start }: { start: NoticeTemplate }) {
  const say = useWords().templates;
  const [draft, setDraft] = useState<NoticeTemplate | null>(null);
  const set = useSetTemplate();
  const given = draft ?? start;
  const is_overtaken = draft !== null && draft.etag !== start.etag && !set.isPending;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(given, { onSuccess: () => setDraft(null) });
      }}
    >
      <TextField given={given} onText={(text) => setDraft({ ...given, text })} />
      <FailedAct failure={set.error} />
      {is_overtaken && (
        <div role="status">
          <p>{say.overtaken}</p>
          <div className="letter">
            <LongText text={start.text} lang={start.language} />
          </div>
          <div className="buttons">
            <button type="button" className="quiet" onClick={() => setDraft(null)}>
              {say.take_theirs}
            </button>
            <button type="button" className="quiet" onClick={() => setDraft({ ...draft, etag: start.etag })}>
              {say.keep_mine}
            </button>
          </div>
        </div>
      )}
      <button
        type="submit"
        className="quiet"
        disabled={set.isPending || is_overtaken || (given.text === start.text && given.etag === start.etag)}
      >
        {say.save}
      </button>{" "}
      <span role="status" className="soft small">
        {set.isSuccess && draft === null && say.saved}
      </span>
    </form>
  );
}

function NewTemplateForm({ all }: { all: NoticeTemplate[] }) {
  const words = useWords();
  const say = words.templates;
  const nothing: NoticeTemplate = { language: "", kind: "decision", text: "", etag: "" };
  const [given, setGiven] = useState(nothing);
  const set = useSetTemplate();
  const is_there = all.some((each) => each.language === given.language && each.kind === given.kind);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(given, { onSuccess: () => setGiven(nothing) });
      }}
    >
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
      <Field label={say.kind} hint={is_there && say.is_there}>
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
      <TextField given={given} onText={(text) => setGiven({ ...given, text })} />
      <FailedAct failure={set.error} />
      <button type="submit" className="quiet" disabled={set.isPending || is_there}>
        {say.save}
      </button>{" "}
      <span role="status" className="soft small">
        {set.isSuccess && say.saved}
      </span>
    </form>
  );
}

function TextField({ given, onText }: { given: NoticeTemplate; onText: (text: string) => void }) {
  const say = useWords().templates;
  return (
    <Field label={say.text}>
      {(props) => (
        <textarea
          {...props}
          required
          rows={8}
          maxLength={20000}
          lang={given.language || undefined}
          value={given.text}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
