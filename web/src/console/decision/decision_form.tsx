import { useMemo, useState } from "react";
import type { SeenCase } from "../case/use_case";
import { Field } from "../frame/field";
import { Asked, Failed, FailedAct } from "../frame/states";
import { usePolicies } from "../policies/use_policies";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { ActButton } from "./act_button";
import { asDecision, type Draft, EMPTY, fitting, needsPolicy, policyKey, withFittingPolicy } from "./draft";
import { EffectList, USUAL_CONFIDENCE } from "./effect_list";
import { Exceptions } from "./exceptions";
import { MeasureChoices } from "./measure_choices";
import { NoticePreview } from "./notice_preview";
import { useDecide, useEffectOf } from "./use_decide";

interface DecisionFormProps {
  seen: SeenCase;
  in_force: number | null; // the decision that a new one replaces
  draft: Draft;
  setDraft: (draft: Draft) => void;
}

// A measure, the rule, the reasons, and what all of it would do in numbers: only then the button.
export function DecisionForm({ seen, in_force, draft: written, setDraft }: DecisionFormProps) {
  const words = useWords().decision;
  const policies = usePolicies();
  const draft = useMemo(() => withFittingPolicy(policies.data ?? [], written), [policies.data, written]);
  const [confidence, setConfidence] = useState(USUAL_CONFIDENCE);
  const decision = useMemo(() => asDecision(draft), [draft]);
  const effect = useEffectOf(seen, decision, confidence);
  const decide = useDecide(seen);
  const lacks_address = useSettings().data?.public_url === "";
  const set = (change: Partial<Draft>) => {
    decide.reset();
    setDraft({ ...draft, ...change });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (decision) decide.mutate(decision, { onSuccess: () => setDraft(EMPTY) });
      }}
    >
      {draft.undoes !== null && (
        <p className="undoes">
          {words.undoes(draft.undoes)}{" "}
          <button type="button" className="quiet" onClick={() => setDraft(EMPTY)}>
            {words.not_undo}
          </button>
        </p>
      )}
      {draft.undoes === null && in_force !== null && <p className="hint">{words.replaces(in_force)}</p>}
      <MeasureChoices value={draft.measure} onChoose={(measure) => set({ measure })} label={words.for_kept} />
      <Exceptions case_id={seen.summary.case_id} draft={draft} onChange={(exceptions) => set({ exceptions })} />
      <PolicySelect draft={draft} onChoose={(policy) => set({ policy })} />
      <Field label={words.reasons} hint={words.reasons_hint}>
        {(props) => (
          <textarea
            {...props}
            rows={4}
            maxLength={5000}
            value={draft.reasons}
            onChange={(event) => set({ reasons: event.target.value })}
          />
        )}
      </Field>
      <h3>{words.what_it_does}</h3>
      {decision === null && <p className="hint">{words.choose_policy}</p>}
      {effect.query.error && <Failed failure={effect.query.error} retry={effect.query.refetch} />}
      {effect.query.data && decision && !effect.query.error && (
        <div className={effect.is_current ? undefined : "stale"} aria-busy={!effect.is_current}>
          <EffectList effect={effect.query.data} confidence={confidence} onConfidence={setConfidence} />
        </div>
      )}
      {decision && effect.query.data?.notices !== 0 && (
        <NoticePreview case_id={seen.summary.case_id} decision={decision} />
      )}
      {lacks_address && (effect.query.data?.notices ?? 0) > 0 && (
        <p className="small doubt">{words.no_public_address}</p>
      )}
      <FailedAct failure={decide.error} />
      <ActButton
        draft={draft}
        effect={effect.is_current ? (effect.query.data ?? null) : null}
        is_busy={decide.isPending}
      />
    </form>
  );
}

function PolicySelect({ draft, onChoose }: { draft: Draft; onChoose: (policy: string) => void }) {
  const words = useWords().decision;
  const policies = usePolicies();
  return (
    <Asked query={policies}>
      {(all) => {
        const choices = fitting(all, draft);
        const chosen = choices.find((policy) => policyKey(policy) === draft.policy);
        return (
          <Field label={words.policy} hint={choices.length === 0 && needsPolicy(draft) ? words.no_policy : undefined}>
            {(props) => (
              <>
                <select
                  {...props}
                  value={chosen ? draft.policy : ""}
                  onChange={(event) => onChoose(event.target.value)}
                >
                  <option value="">{needsPolicy(draft) ? words.pick_policy : words.policy_not_needed}</option>
                  {choices.map((policy) => (
                    <option key={policyKey(policy)} value={policyKey(policy)}>
                      {words.policy_version(policy.name.slice(0, 80), policy.version)}
                    </option>
                  ))}
                </select>
                {chosen && (
                  <details className="policy-text">
                    <summary>{words.policy_text}</summary>
                    <p>
                      <bdi>{chosen.text.slice(0, 20_000)}</bdi>
                    </p>
                  </details>
                )}
              </>
            )}
          </Field>
        );
      }}
    </Asked>
  );
}
