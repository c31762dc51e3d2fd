import { linkTo } from "../../address/address";
import { type SeenCase, useDecisions } from "../case/use_case";
import { useKept } from "../frame/kept";
import { Asked } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { DecisionCard } from "./decision_card";
import { DecisionForm } from "./decision_form";
import { type Draft, EMPTY } from "./draft";

// What was decided and what may be decided now, beside the case on every tab.
export function DecisionPanel({ seen }: { seen: SeenCase }) {
  const words = useWords().decision;
  const decisions = useDecisions(seen.summary.case_id);
  const may = useMay();
  const in_force = decisions.data?.find((each) => each.state === "in_force" && each.appeal_id === null);
  const [draft, setDraft] = useKept<Draft>(`decision ${seen.summary.case_id}`, EMPTY);
  return (
    <aside className="decision" id="decision" tabIndex={-1} aria-labelledby="decision-heading">
      <h2 id="decision-heading">{words.title}</h2>
      <Asked query={decisions}>
        {(rows) =>
          rows.map((decision) => (
            <DecisionCard
              key={decision.decision_id}
              decision={decision}
              onUndo={
                may("reviewer") && seen.may_decide && decision.state === "in_force" && decision.appeal_id === null
                  ? () => setDraft({ ...EMPTY, undoes: decision.decision_id })
                  : null
              }
            />
          ))
        }
      </Asked>
      {may("reviewer") && seen.may_decide ? (
        <DecisionForm seen={seen} in_force={in_force?.decision_id ?? null} draft={draft} setDraft={setDraft} />
      ) : (
        <WhyNot seen={seen} is_reviewer={may("reviewer")} />
      )}
    </aside>
  );
}

function WhyNot({ seen, is_reviewer }: { seen: SeenCase; is_reviewer: boolean }) {
  const { bar, decision: words } = useWords();
  if (!is_reviewer) return <p className="small soft">{words.readers_only}</p>;
  return (
    <>
      <p className="small">{words.not_you}</p>
      <ul className="notes">
        {seen.why_not.map((each) => (
          <li key={each} lang="en">
            <bdi>{each.slice(0, 300)}</bdi>
          </li>
        ))}
      </ul>
      {seen.summary.state === "in_review" && (
        <p>
          <a href={linkTo(["reviews"])}>{bar.pages.reviews}</a>
        </p>
      )}
    </>
  );
}
