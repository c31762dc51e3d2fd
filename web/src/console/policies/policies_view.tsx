import { useState } from "react";
import { MEASURES, type Measure, type Policy } from "../api/types";
import { newestOf } from "../decision/draft";
import { Field } from "../frame/field";
import { LongText } from "../frame/long_text";
import { Day } from "../frame/moments";
import { Asked, FailedAct, None } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { useAddPolicy, usePolicies, useRetirePolicy } from "./use_policies";

// The rules that decisions name. A new text is a new version; old versions stay, since old decisions rest on them.
export function PoliciesView() {
  const words = useWords().policies;
  const policies = usePolicies();
  const may = useMay();
  const [edits, setEdits] = useState<Policy | null>(null);
  const [written, setWritten] = useState(0); // the form is empty after each
  return (
    <>
      <h1>{words.title}</h1>
      <p className="reading">{words.means}</p>
      <Asked query={policies}>
        {(all) =>
          all.length === 0 ? (
            <None>{words.none}</None>
          ) : (
            newestOf(all)
              .sort((a, b) => Number(b.active) - Number(a.active))
              .map((policy) => (
                <OnePolicy
                  key={`${policy.policy_id} ${policy.version}`}
                  policy={policy}
                  older={all.filter((each) => each.policy_id === policy.policy_id && each.version < policy.version)}
                  onEdit={may("administrator") ? () => setEdits(policy) : null}
                />
              ))
          )
        }
      </Asked>
      {may("administrator") && (
        <PolicyForm
          key={`${edits?.policy_id} ${written}`}
          from={edits}
          taken={policies.data?.map((each) => each.policy_id) ?? []}
          onDone={() => {
            setEdits(null);
            setWritten(written + 1);
          }}
        />
      )}
    </>
  );
}

function OnePolicy({ policy, older, onEdit }: { policy: Policy; older: Policy[]; onEdit: (() => void) | null }) {
  const words = useWords();
  const retire = useRetirePolicy();
  return (
    <article className="entry">
      <h2>
        <bdi>{policy.name.slice(0, 200)}</bdi>{" "}
        <span className="soft light">
          · {policy.policy_id} · {words.policies.version(policy.version)}
          {!policy.active && ` · ${words.policies.retired}`}
        </span>
      </h2>
      <LongText text={policy.text} />
      <p className="small soft">
        {words.policies.allows} {policy.measures.map((each) => words.measures[each]).join(", ")} ·{" "}
        <Day at={policy.created_at} />
      </p>
      {older.length > 0 && (
        <details>
          <summary>{words.policies.older(older.length)}</summary>
          {older.map((each) => (
            <div key={each.version} className="older">
              <h3>{words.policies.version(each.version)}</h3>
              <LongText text={each.text} />
            </div>
          ))}
        </details>
      )}
      {onEdit && policy.active && (
        <div className="buttons">
          <button type="button" className="quiet" onClick={onEdit}>
            {words.policies.edit}
          </button>
          <button
            type="button"
            className="quiet"
            disabled={retire.isPending}
            onClick={() => retire.mutate(policy.policy_id)}
          >
            {words.policies.retire}
          </button>
        </div>
      )}
      <FailedAct failure={retire.error} />
    </article>
  );
}

function PolicyForm({ from, taken, onDone }: { from: Policy | null; taken: string[]; onDone: () => void }) {
  const words = useWords();
  const say = words.policies;
  const add = useAddPolicy();
  const [given, setGiven] = useState({
    policy_id: from?.policy_id ?? "",
    name: from?.name ?? "",
    text: from?.text ?? "",
    measures: from?.measures ?? ([...MEASURES] as Measure[]),
  });
  const is_there = from === null && taken.includes(given.policy_id);
  const toggle = (measure: Measure) =>
    setGiven({ ...given, measures: MEASURES.filter((each) => given.measures.includes(each) !== (each === measure)) });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ ...given, seen: from?.version ?? 0 }, { onSuccess: onDone });
      }}
    >
      <h2>{from ? say.new_version : say.add}</h2>
      <Field label={say.id} hint={is_there ? say.is_there : say.id_hint}>
        {(props) => (
          <input
            {...props}
            required
            readOnly={from !== null}
            pattern="[a-z0-9\-]{1,64}"
            value={given.policy_id}
            onChange={(event) => setGiven({ ...given, policy_id: event.target.value })}
          />
        )}
      </Field>
      <Field label={say.name}>
        {(props) => (
          <input
            {...props}
            required
            maxLength={200}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={say.text} hint={say.text_hint}>
        {(props) => (
          <textarea
            {...props}
            required
            rows={6}
            maxLength={20000}
            value={given.text}
            onChange={(event) => setGiven({ ...given, text: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="checks">
        <legend>{say.allows}</legend>
        {MEASURES.map((measure) => (
          <label key={measure} className="check">
            <input type="checkbox" checked={given.measures.includes(measure)} onChange={() => toggle(measure)} />{" "}
            {words.measures[measure]}
          </label>
        ))}
      </fieldset>
      <FailedAct failure={add.error} />
      <button type="submit" className="main-act" disabled={add.isPending || is_there || given.measures.length === 0}>
        {from ? say.save_version : say.add}
      </button>
    </form>
  );
}
