import { useState } from "react";
import { plain } from "../../words/text";
import type { Decision } from "../api/types";
import { Field } from "../frame/field";
import { LongText } from "../frame/long_text";
import { Moment } from "../frame/moments";
import { FailedAct } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { EffectList } from "./effect_list";
import { useOpinion } from "./use_decide";

// One decision with everybody's opinion of it: dissent stays in sight, also after it was outvoted.
export function DecisionCard({ decision, onUndo }: { decision: Decision; onUndo: (() => void) | null }) {
  const words = useWords();
  const say = words.decision;
  const is_open = decision.state === "proposed" || decision.state === "in_force";
  return (
    <details className="decision-card" open={is_open || undefined}>
      <summary>
        <b>{words.measures[decision.measure]}</b> · {say.states[decision.state]}
      </summary>
      <p className="small soft">
        {say.number(decision.decision_id)}, <bdi>{decision.proposed_by_name.slice(0, 60)}</bdi>,{" "}
        <Moment at={decision.proposed_at} />
        {decision.undoes !== null && `, ${say.took_back(decision.undoes)}`}
        {decision.appeal_id !== null && `, ${say.by_appeal(decision.appeal_id)}`}
      </p>
      {decision.policy_id !== "" && (
        <p className="small">{say.policy_version(decision.policy_name.slice(0, 80), decision.policy_version)}</p>
      )}
      <LongText text={decision.reasons} limit={400} />
      <Opinions decision={decision} />
      <OtherMeasures decision={decision} />
      <details>
        <summary>{say.what_it_did}</summary>
        <EffectList effect={decision.effect} />
      </details>
      {decision.state === "proposed" && <GiveOpinion decision={decision} />}
      {onUndo && (
        <button type="button" className="quiet" onClick={onUndo}>
          {say.undo}
        </button>
      )}
    </details>
  );
}

const FEW = 50;

// Members for whom it was another measure.
function OtherMeasures({ decision }: { decision: Decision }) {
  const words = useWords();
  const others = decision.members.filter((member) => member.measure !== decision.measure);
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{words.decision.other_measures(others.length)}</summary>
      <ul className="plain-list small">
        {others.slice(0, FEW).map(({ account_id, measure }) => (
          <li key={account_id}>
            <bdi>{plain(account_id, 48)}</bdi>: {words.measures[measure]}
          </li>
        ))}
        {others.length > FEW && <li>{words.runs.and_more(others.length - FEW)}</li>}
      </ul>
    </details>
  );
}

function Opinions({ decision }: { decision: Decision }) {
  const say = useWords().decision;
  if (decision.opinions.length === 0)
    return decision.state === "proposed" ? <p className="small doubt">{say.waits_for_second}</p> : null;
  return (
    <ul className="opinions">
      {decision.opinions.map((opinion) => (
        <li key={`${opinion.person_id} ${opinion.time}`} className={opinion.agrees ? undefined : "dissent"}>
          <p className="small">
            <b>{opinion.agrees ? say.agrees : say.dissents}</b>: <bdi>{opinion.name.slice(0, 60)}</bdi>,{" "}
            <Moment at={opinion.time} />
          </p>
          <LongText text={opinion.reasons} limit={400} />
        </li>
      ))}
    </ul>
  );
}

function GiveOpinion({ decision }: { decision: Decision }) {
  const say = useWords().decision;
  const me = useMe();
  const may = useMay();
  const [reasons, setReasons] = useState("");
  const give = useOpinion(decision);
  const has_spoken = decision.opinions.some((opinion) => opinion.person_id === me.person_id);
  if (!may("reviewer") || has_spoken) return null;
  if (decision.proposed_by === me.person_id) return <p className="small soft">{say.your_own}</p>;
  const speak = (agrees: boolean) => give.mutate({ agrees, reasons: reasons.trim() });
  const is_mute = reasons.trim() === "" || give.isPending;
  return (
    <div className="give-opinion">
      <Field label={say.opinion} hint={say.opinion_hint}>
        {(props) => (
          <textarea
            {...props}
            rows={3}
            maxLength={5000}
            value={reasons}
            onChange={(event) => setReasons(event.target.value)}
          />
        )}
      </Field>
      <FailedAct failure={give.error} />
      <div className="equal-acts">
        <button type="button" className="quiet" disabled={is_mute} onClick={() => speak(true)}>
          {say.agree}
        </button>
        <button type="button" className="quiet" disabled={is_mute} onClick={() => speak(false)}>
          {say.dissent}
        </button>
      </div>
    </div>
  );
}
