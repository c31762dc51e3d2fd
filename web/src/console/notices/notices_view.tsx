import { linkTo, useChoice } from "../../address/address";
import type { Notice } from "../api/types";
import { callAccount } from "../case/account_name";
import { Moment } from "../frame/moments";
import { Asked, None } from "../frame/states";
import { Pick } from "../queue/filter_tools";
import { useWords } from "../words/words";
import { useNotices } from "./use_notices";

const STATES = ["waiting", "sent", "exported", "failed"] as const;

// What was written to whom, and whether it has left.
export function NoticesView() {
  const words = useWords();
  const say = words.notices;
  const [state] = useChoice("state");
  const notices = useNotices(STATES.find((each) => each === state));
  return (
    <>
      <h1>{say.title}</h1>
      <p>
        <a href={linkTo(["templates"])}>{say.templates}</a>
      </p>
      <search className="tools">
        <Pick name="state" label={words.queue.state} value={state ?? undefined} options={STATES} say={say.states} />
      </search>
      <Asked query={notices}>
        {(rows) => (
          <>
            {rows.length === 0 ? <None>{say.none}</None> : <Rows notices={rows} />}
            {notices.hasNextPage && (
              <button type="button" className="quiet" onClick={() => notices.fetchNextPage()}>
                {words.history.more}
              </button>
            )}
          </>
        )}
      </Asked>
    </>
  );
}

function Rows({ notices }: { notices: Notice[] }) {
  const words = useWords();
  const say = words.notices;
  return (
    <table className="queue">
      <thead>
        <tr>
          <th scope="col">{say.to}</th>
          <th scope="col">{say.about}</th>
          <th scope="col">{say.language}</th>
          <th scope="col">{words.queue.state}</th>
          <th scope="col">{say.written}</th>
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.notice_id}>
            <td>
              <a href={linkTo(["notices", String(notice.notice_id)])}>
                <bdi>{callAccount(notice)}</bdi>
              </a>
            </td>
            <td>
              {say.kinds[notice.kind]},{" "}
              <a href={linkTo(["cases", String(notice.case_id)])}>{words.appeals.case(notice.case_id)}</a>
            </td>
            <td>{notice.language}</td>
            <td>{say.states[notice.state]}</td>
            <td>
              <Moment at={notice.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
