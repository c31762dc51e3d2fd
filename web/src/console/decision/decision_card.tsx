import { plain } from "../../words/text";
import type { Decision } from "../api/types";
import { useDecision } from "../appeals/use_appeals";
import { Field } from "../frame/field";
import { useKept } from "../frame/kept";
import { LongText } from "../frame/long_text";
import { Moment } from "../frame/moments";
import { FailedAct } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { EffectList } from "./effect_list";
import { useOpinion } from "./use_decide";

interface DecisionCardProps {
  decision: Decision;
  onUndo: (() => void) | null;
  is_opened?: boolean; // whatever became of it since
}

// One decision with everybody's opinion of it: dissent stays in sight, also after it was outvoted.
export function DecisionCard({ decision, onUndo, is_opened }: DecisionCardProps) {
  const words = useWords();
  const say = words.decision;
  const is_open = is_opened || decision.state === "proposed" || decision.state === "in_force";
  return (
    <details className="decision-card" open={is_open || undefined}>
      <summary>
        <b>{words.measures[decision.measure]}</b> · {say.states[decision.state]}
      </summary>
      <p className="small soft">
        {say.number(decision.decision_id)}, <bdi>{decision.proposed_by_name.slice(0, 60)}</bdi>,{" "}
        <Moment at={decision.proposed_at} />
        {decision.appeal_id !== null
          ? `, ${say.by_appeal(decision.appeal_id)}`
          : decision.undoes !== null && `, ${say.took_back(decision.undoes)}`}
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

// Members for whom it is another measure: whoever gives a second opinion must know who they are; and the one account
// that an appeal was about. A list of decisions comes without members, so they are asked for where it matters.
function OtherMeasures({ decision }: { decision: Decision }) {
  const words = useWords();
  const is_of_one = decision.appeal_id !== null;
  const whole = useDecision(decision.decision_id, is_of_one || decision.effect.by_measure.length > 1);
  if (whole.error) return <FailedAct failure={whole.error} />;
  const { members } = whole.data ?? decision;
  if (is_of_one)
    return members.slice(0, 1).map(({ account_id }) => (
      <p key={account_id} className="small">
        {words.appeals.account}: <bdi>{plain(account_id, 48)}</bdi>
      </p>
    ));
  const others = members.filter((member) => member.measure !== decision.measure);
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
  const [reasons, setReasons] = useKept(`opinion ${decision.decision_id}`, "");
  const give = useOpinion(decision);
  const has_spoken = decision.opinions.some((opinion) => opinion.person_id === me.person_id);
  if (!may("reviewer") || has_spoken) return null;
  if (decision.proposed_by === me.person_id) return <p className="small soft">{say.your_own}</p>;
  const speak = (agrees: boolean) =>
    give.mutate({ agrees, reasons: reasons.trim() }, { onSuccess: () => setReasons("") });
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
