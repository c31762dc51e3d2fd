import { linkTo } from "../../address/address";
import { count } from "../../words/numbers";
import type { Run } from "../api/types";
import { Moment } from "../frame/moments";
import { Asked, None } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { useRuns } from "./use_runs";

// Every detection, the newest first, and what became of it.
export function RunsView() {
  const words = useWords().runs;
  const runs = useRuns();
  const may = useMay();
  return (
    <>
      <h1>{words.title}</h1>
      {may("analyst") && (
        <p>
          <a className="main-act" href={linkTo(["runs", "new"])}>
            {words.start}
          </a>
        </p>
      )}
      <Asked query={runs}>{(rows) => (rows.length === 0 ? <None>{words.none}</None> : <Rows runs={rows} />)}</Asked>
    </>
  );
}

function Rows({ runs }: { runs: Run[] }) {
  const words = useWords().runs;
  return (
    <table className="queue">
      <thead>
        <tr>
          <th scope="col">{words.run}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.read}</th>
          <th scope="col">{words.found}</th>
          <th scope="col">{words.cases}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.run_id}>
            <td>
              <a href={linkTo(["runs", String(run.run_id)])}>
                <b>{run.run_id}</b> <bdi>{run.name.slice(0, 120)}</bdi>
              </a>
              <span className="under">
                <bdi>{run.created_by_name.slice(0, 60)}</bdi>, <Moment at={run.created_at} />
              </span>
            </td>
            <td>
              {words.states[run.state]}
              {run.state === "running" && ` · ${run.stage.slice(0, 60)}`}
            </td>
            <td>{run.accounts > 0 ? words.accounts_posts(count(run.accounts), count(run.events)) : "–"}</td>
            <td>{isDone(run) ? words.nominated(run.nominated_networks, run.networks) : "–"}</td>
            <td>{words.made_cases(run.case_ids.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const isDone = (run: Run) => run.state === "done" || run.state === "imported";
