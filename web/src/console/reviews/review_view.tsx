import { goTo, linkTo } from "../../address/address";
import { MembersTable } from "../../views/members_table";
import { ProgramSpeaks } from "../../words/view_words";
import type { Measure, ReviewTask } from "../api/types";
import { Missing, Observed } from "../case/case_head";
import { Tabs } from "../case/case_tabs";
import { EvidenceTab, isEvidence } from "../case/evidence_tab";
import { useCase, useSnapshot } from "../case/use_case";
import { MeasureChoices } from "../decision/measure_choices";
import { Field } from "../frame/field";
import { useKept } from "../frame/kept";
import { Asked, FailedAct, None } from "../frame/states";
import { useWords } from "../words/words";
import { useGiveReview, useReviews } from "./use_reviews";

// Blind: the evidence as it was found, without the decision, its notes, its history, or who was taken out.
export function ReviewView({ review_id, tab }: { review_id: number; tab: string }) {
  const words = useWords().reviews;
  const reviews = useReviews();
  return (
    <Asked query={reviews}>
      {(tasks) => {
        const task = tasks.find((each) => each.review_id === review_id);
        return task ? <Review task={task} tab={tab} /> : <None>{words.gone}</None>;
      }}
    </Asked>
  );
}

function Review({ task, tab }: { task: ReviewTask; tab: string }) {
  const words = useWords();
  const say = words.reviews;
  const tabs = (["members", "occasions", "posts", "claims", "alternatives", "graph"] as const).map(
    (each): [string, string] => [each, words.case.tabs[each]],
  );
  return (
    <div className="desk">
      <div className="case">
        <h1>
          {words.queue.number(task.case_id)} <span className="soft light">· {say.blind}</span>
        </h1>
        <p className="reading">{say.blind_means}</p>
        <WhatWasFound case_id={task.case_id} />
        <Tabs label={words.case.tabs_label} tabs={tabs} tab={tab} path={["reviews", String(task.review_id)]} />
        {isEvidence(tab) ? <EvidenceTab case_id={task.case_id} tab={tab} /> : <BlindMembers case_id={task.case_id} />}
      </div>
      <ReviewForm task={task} />
    </div>
  );
}

// What whoever decided saw first, and by what class it was found.
function WhatWasFound({ case_id }: { case_id: number }) {
  const words = useWords();
  return (
    <Asked query={useCase(case_id)}>
      {({ summary, what_is_missing }) => (
        <>
          <Observed summary={summary} />
          <p className="small soft">
            {words.queue.accounts(summary.members)} · {words.classes[summary.network_class]}
          </p>
          <Missing what={what_is_missing} />
          <ProgramSpeaks />
        </>
      )}
    </Asked>
  );
}

function BlindMembers({ case_id }: { case_id: number }) {
  return (
    <Asked query={useSnapshot(case_id, 0)}>
      {({ network }) => <MembersTable network={network} chosen={null} onMember={() => {}} />}
    </Asked>
  );
}

function ReviewForm({ task }: { task: ReviewTask }) {
  const words = useWords();
  const say = words.reviews;
  const [measure, setMeasure] = useKept<Measure | null>(`measure of review ${task.review_id}`, null);
  const [reasons, setReasons] = useKept(`reasons of review ${task.review_id}`, "");
  const give = useGiveReview(task.review_id);
  return (
    <aside className="decision" id="decision" tabIndex={-1}>
      <h2>{say.yours}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (measure !== null)
            give.mutate({ measure, reasons: reasons.trim() }, { onSuccess: () => goTo(linkTo(["reviews"])) });
        }}
      >
        <MeasureChoices label={say.what_would_you} value={measure} onChoose={setMeasure} />
        <Field label={words.decision.reasons} hint={say.reasons_hint}>
          {(props) => (
            <textarea
              {...props}
              required
              rows={4}
              maxLength={5000}
              value={reasons}
              onChange={(event) => setReasons(event.target.value)}
            />
          )}
        </Field>
        <FailedAct failure={give.error} />
        <button
          type="submit"
          className="main-act"
          disabled={measure === null || reasons.trim() === "" || give.isPending}
        >
          {say.act}
        </button>
        <p className="hint">{say.changes_nothing}</p>
      </form>
    </aside>
  );
}
