import { linkTo, useChoice } from "../../address/address";
import type { Appeal } from "../api/types";
import { callAccount } from "../case/account_name";
import { Due, Moment } from "../frame/moments";
import { Asked, None } from "../frame/states";
import { Pick } from "../queue/filter_tools";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { StaffAppealForm } from "./staff_appeal_form";
import { useAppeals } from "./use_appeals";

// Who asks for another look, the nearest deadline first.
export function AppealsView() {
  const words = useWords();
  const say = words.appeals;
  const [state] = useChoice("state");
  const shown = state === "decided" ? "decided" : state === "all" ? undefined : "open";
  const appeals = useAppeals(shown);
  const may = useMay();
  return (
    <>
      <h1>{say.title}</h1>
      <search className="tools">
        <Pick
          name="state"
          label={words.queue.state}
          value={state ?? "open"}
          options={["open", "decided", "all"] as const}
          say={say.states}
          usual="open"
        />
      </search>
      <Asked query={appeals}>{(rows) => (rows.length === 0 ? <None>{say.none}</None> : <Rows appeals={rows} />)}</Asked>
      {may("analyst", "reviewer", "appeals_reviewer") && <StaffAppealForm />}
    </>
  );
}

function Rows({ appeals }: { appeals: Appeal[] }) {
  const words = useWords();
  const say = words.appeals;
  return (
    <table className="queue">
      <thead>
        <tr>
          <th scope="col">{say.account}</th>
          <th scope="col">{say.against}</th>
          <th scope="col">{say.came}</th>
          <th scope="col">{words.queue.deadline}</th>
          <th scope="col">{say.who}</th>
        </tr>
      </thead>
      <tbody>
        {appeals.map((appeal) => (
          <tr key={appeal.appeal_id}>
            <td>
              <a href={linkTo(["appeals", String(appeal.appeal_id)])}>
                <bdi>{callAccount(appeal)}</bdi>
              </a>
              <span className="under">{say.case(appeal.case_id)}</span>
            </td>
            <td>{words.measures[appeal.measure]}</td>
            <td>
              <Moment at={appeal.created_at} />
            </td>
            <td>{appeal.state === "decided" ? outcomeOf(appeal, words) : <Due at={appeal.deadline} />}</td>
            <td>
              {appeal.claimed_by_name !== null ? (
                <bdi>{appeal.claimed_by_name.slice(0, 60)}</bdi>
              ) : appeal.may_decide ? (
                say.you_may
              ) : (
                <span className="soft">{say.not_you}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function outcomeOf(appeal: Appeal, words: ReturnType<typeof useWords>): string {
  return appeal.outcome === null ? "" : words.outcomes[appeal.outcome];
}
