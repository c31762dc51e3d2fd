import { linkTo } from "../../address/address";
import type { Appeal } from "../api/types";
import { callAccount } from "../case/account_name";
import { DecisionCard } from "../decision/decision_card";
import { LongText } from "../frame/long_text";
import { Due, Moment } from "../frame/moments";
import { Asked, FailedAct } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { OutcomeForm } from "./outcome_form";
import { useAppeal, useClaimAppeal, useDecision, useReleaseAppeal } from "./use_appeals";

// What the person says, beside what was decided; somebody who took no part in it answers.
export function AppealView({ appeal_id }: { appeal_id: number }) {
  const appeal = useAppeal(appeal_id);
  return (
    <Asked query={appeal} is_page>
      {(data) => <OneAppeal appeal={data} />}
    </Asked>
  );
}

function OneAppeal({ appeal }: { appeal: Appeal }) {
  const words = useWords();
  const say = words.appeals;
  return (
    <>
      <h1>
        {say.of} <bdi>{callAccount(appeal)}</bdi> <span className="soft light">· {words.measures[appeal.measure]}</span>
      </h1>
      <p className="small soft case-state">
        <span>
          {say.came} <Moment at={appeal.created_at} />
        </span>
        {appeal.state === "open" ? <Due at={appeal.deadline} /> : <span>{say.states.decided}</span>}
        {appeal.entered_by !== null && <span>{say.entered_by_staff}</span>}
        <a href={linkTo(["cases", String(appeal.case_id)])}>{say.case(appeal.case_id)}</a>
        <a href={linkTo(["notices", String(appeal.notice_id)])}>{say.notice(appeal.notice_id)}</a>
      </p>
      <div className="halves">
        <section>
          <h2>{say.what_they_say}</h2>
          <LongText text={appeal.text} />
          {appeal.contact !== "" && (
            <p className="small soft">
              {say.to_reach}: <bdi>{appeal.contact.slice(0, 500)}</bdi>
            </p>
          )}
        </section>
        <section>
          <h2>{say.what_was_decided}</h2>
          <Decided decision_id={appeal.decision_id} />
        </section>
      </div>
      {appeal.state === "decided" ? <Outcome appeal={appeal} /> : <Answer appeal={appeal} />}
    </>
  );
}

function Decided({ decision_id }: { decision_id: number }) {
  const decision = useDecision(decision_id);
  return <Asked query={decision}>{(data) => <DecisionCard decision={data} onUndo={null} is_opened />}</Asked>;
}

function Outcome({ appeal }: { appeal: Appeal }) {
  const words = useWords();
  return (
    <section>
      <h2>
        {appeal.outcome !== null && words.outcomes[appeal.outcome]}
        {appeal.new_measure !== null && `: ${words.measures[appeal.new_measure]}`}
      </h2>
      <LongText text={appeal.reasons ?? ""} />
      {appeal.decided_at !== null && (
        <p className="small soft">
          <Moment at={appeal.decided_at} />
        </p>
      )}
    </section>
  );
}

function Answer({ appeal }: { appeal: Appeal }) {
  const words = useWords().appeals;
  const me = useMe();
  const may = useMay();
  const claim = useClaimAppeal();
  const release = useReleaseAppeal();
  const is_mine = appeal.claimed_by === me.person_id;
  const act = is_mine ? release : claim;
  if (!appeal.may_decide)
    return (
      <section>
        <h2>{words.you_may_not}</h2>
        <ul className="notes">
          {appeal.why_not.map((each) => (
            <li key={each} lang="en">
              <bdi>{each.slice(0, 300)}</bdi>
            </li>
          ))}
          {appeal.why_not.length === 0 && <li>{words.other_roles}</li>}
        </ul>
      </section>
    );
  return (
    <section>
      <h2>{words.your_answer}</h2>
      {may("appeals_reviewer") && (
        <p>
          {is_mine && <span className="said">{words.claimed_by_you}</span>}
          <button type="button" className="quiet" disabled={act.isPending} onClick={() => act.mutate(appeal.appeal_id)}>
            {is_mine ? words.release : words.claim}
          </button>
        </p>
      )}
      <FailedAct failure={act.error} />
      <OutcomeForm appeal={appeal} />
    </section>
  );
}
