import { useState } from "react";
import { goTo, linkTo } from "../../address/address";
import { count } from "../../words/numbers";
import type { Run } from "../api/types";
import { Moment } from "../frame/moments";
import { Asked, FailedAct } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { callFile } from "./options";
import { isDone } from "./runs_view";
import { isGoing, useCancelRun, useImportRun, useProgress, useRun, useRuns } from "./use_runs";

// One detection: how far it is, what it found, and its way into cases.
export function RunView({ run_id }: { run_id: number }) {
  const run = useRun(run_id);
  return (
    <Asked query={run} is_page>
      {(data) => <OneRun run={data} />}
    </Asked>
  );
}

function OneRun({ run }: { run: Run }) {
  const words = useWords().runs;
  return (
    <>
      <p className="crumbs">
        <a href={linkTo(["runs"])}>{words.title}</a>
      </p>
      <h1>
        {words.number(run.run_id)}{" "}
        <span className="soft light">
          · <bdi>{run.name.slice(0, 160)}</bdi>
        </span>
      </h1>
      {isGoing(run) && <Going run={run} />}
      {isDone(run) && (
        <p className="lead">{words.found_in(run.nominated_networks, run.networks, run.accounts, run.events)}</p>
      )}
      {run.state === "failed" && (
        <div className="problem" role="alert">
          <p>
            <b>{words.failed}</b>
          </p>
          <p lang="en">
            <bdi>{run.error.slice(0, 2000)}</bdi>
          </p>
          <p>{words.failed_hint}</p>
        </div>
      )}
      {run.state === "cancelled" && <p className="none">{words.was_cancelled}</p>}
      <dl className="settings">
        <Fact term={words.started_by}>
          <bdi>{run.created_by_name.slice(0, 60)}</bdi>, <Moment at={run.created_at} />
        </Fact>
        <Fact term={words.files}>
          <bdi className="mono">{run.files.map(callFile).join(", ").slice(0, 1000) || "–"}</bdi>
        </Fact>
        <Fact term={words.options}>
          <bdi className="mono">{run.options.join(" ").slice(0, 1000) || "–"}</bdi>
        </Fact>
      </dl>
      {isDone(run) && <Import run={run} />}
      {isDone(run) && <Compare run={run} />}
    </>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="setting">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Going({ run }: { run: Run }) {
  const words = useWords().runs;
  const may = useMay();
  const progress = useProgress(run.run_id);
  const cancel = useCancelRun(run.run_id);
  const share = progress?.progress ?? run.progress;
  return (
    <>
      <p role="status" className="lead">
        {words.states[run.state]}
        {(progress?.stage ?? run.stage) !== "" && (
          <span lang="en"> · {(progress?.stage ?? run.stage).slice(0, 80)}</span>
        )}
      </p>
      <progress className="wide" value={share > 0 ? share : undefined} aria-label={words.progress}>
        {count(Math.round(100 * share))}%
      </progress>
      {progress?.line && (
        <p className="small soft mono" lang="en">
          <bdi>{progress.line.slice(0, 300)}</bdi>
        </p>
      )}
      {may("analyst") && (
        <p>
          <button type="button" className="quiet" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            {words.cancel}
          </button>
        </p>
      )}
      <FailedAct failure={cancel.error} />
    </>
  );
}

// The networks of a run become cases; those that are already cases are extended.
function Import({ run }: { run: Run }) {
  const words = useWords();
  const say = words.runs;
  const may = useMay();
  const [all, setAll] = useState(false);
  const imports = useImportRun(run.run_id);
  return (
    <section>
      <h2>{say.cases}</h2>
      {run.case_ids.length > 0 && (
        <p className="case-links">
          {run.case_ids.slice(0, 100).map((case_id) => (
            <a key={case_id} href={linkTo(["cases", String(case_id)])}>
              {words.queue.number(case_id)}
            </a>
          ))}
          {run.case_ids.length > 100 && say.and_more(run.case_ids.length - 100)}
        </p>
      )}
      {may("analyst") && (
        <>
          <label className="check">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {say.all_classes}
          </label>
          <p>
            <button
              type="button"
              className="main-act"
              disabled={imports.isPending}
              onClick={() => imports.mutate({ all_classes: all })}
            >
              {say.import}
            </button>
          </p>
        </>
      )}
      <FailedAct failure={imports.error} />
      {imports.data && (
        <p role="status">
          {say.imported(imports.data.new_cases, imports.data.extended_cases, imports.data.unchanged_cases)}{" "}
          <a href={linkTo(["cases"])}>{say.to_queue}</a>
        </p>
      )}
    </section>
  );
}

function Compare({ run }: { run: Run }) {
  const words = useWords().runs;
  const runs = useRuns();
  const others = (runs.data ?? []).filter((each) => isDone(each) && each.run_id !== run.run_id);
  if (others.length === 0) return null;
  return (
    <section>
      <h2>{words.compare}</h2>
      <label>
        {words.compare_with}{" "}
        <select
          value=""
          onChange={(event) => goTo(linkTo(["runs", String(run.run_id), "compare", event.target.value]))}
        >
          <option value="">{words.pick_run}</option>
          {others.map((each) => (
            <option key={each.run_id} value={each.run_id}>
              {each.run_id} · {each.name.slice(0, 80)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
