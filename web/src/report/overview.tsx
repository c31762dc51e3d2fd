import { useEffect, useMemo } from "react";
import { linkTo } from "../address/address";
import { isNominated } from "../networks/classes";
import { useStages } from "../scheme/stages";
import { CandidatesView } from "../views/candidates_view";
import { Distributions } from "../views/distributions";
import { Guard } from "../views/guard";
import { HotObjects } from "../views/hot_objects";
import { HowTested } from "../views/how_tested";
import { LeftOutView, leftOutFacts } from "../views/left_out";
import { NetworkList } from "../views/network_list";
import { PowerTable } from "../views/power_table";
import { TracesTable } from "../views/traces_table";
import { HowComputed, WhatWasRead } from "../views/what_was_read";
import { count, duration } from "../words/numbers";
import { Plain } from "../words/text";
import { useTimes } from "../words/times";
import type { ReportData } from "./data";
import { Lead } from "./lead";

interface OverviewProps {
  data: ReportData;
  unknown: string | null; // a network that the address names and the data has not
  section: string | null;
}

export function Overview({ data, unknown, section }: OverviewProps) {
  const { run, networks, left_out, tests } = data;
  const nominated = useMemo(() => networks.filter(isNominated), [networks]);
  const shown = useMemo(() => networks.filter((network) => !isNominated(network)), [networks]);
  const below = useStages(1) > 0;
  useEffect(() => {
    if (section && !below) return;
    if (section) document.getElementById(`section-${section}`)?.scrollIntoView();
    else window.scrollTo(0, 0);
  }, [section, below]);
  const omitted = leftOutFacts(left_out);
  return (
    <>
      {unknown !== null && (
        <p className="none" role="alert">
          The address names a network, <Plain text={unknown} limit={60} />, that is not in this report.
        </p>
      )}
      <Lead data={data} />
      {run.notes.length > 0 && (
        <ul className="notes" aria-label="What to know first">
          {run.notes.map((note) => (
            <li key={note}>
              <Plain text={note} limit={500} />
            </li>
          ))}
        </ul>
      )}
      {omitted.length > 0 && (
        <p className="small">
          Not all of it is in this file: <a href={linkTo(["left-out"])}>what was left out</a>.
        </p>
      )}
      <Facts data={data} />
      {nominated.length === 0 && (
        <section id="section-power">
          <h2>What would have been found</h2>
          <PowerTable rows={tests.power.rows} />
        </section>
      )}
      {nominated.length > 0 && (
        <section id="section-networks">
          <h2>Nominated for review</h2>
          <NetworkList name="networks" run={run} networks={nominated} />
        </section>
      )}
      {shown.length > 0 && (
        <section id="section-shown">
          <h2>Shown, not nominated</h2>
          <p className="small soft reading">
            These came together beyond chance too, but as fans, friends, colleagues or declared automation do.
          </p>
          <NetworkList name="shown" run={run} networks={shown} with_class />
        </section>
      )}
      {below && <Rest data={data} />}
    </>
  );
}

// What the list rests on; drawn after it, so that the list stands first.
function Rest({ data: { run, networks, traces, read_report, left_out, candidates, tests } }: { data: ReportData }) {
  return (
    <>
      <section id="section-candidates">
        <h2>Candidates that failed</h2>
        <CandidatesView candidates={candidates} left_out={left_out.candidates} />
      </section>
      <section id="section-gaps">
        <h2>What was looked for</h2>
        <TracesTable traces={traces} />
        <h2>Gaps and weights</h2>
        <p className="soft small">All pairs of accounts, not only those in networks.</p>
        <Guard>
          <Distributions traces={traces} />
        </Guard>
      </section>
      <section id="section-hot">
        <h2>Objects that everybody touched</h2>
        <HotObjects traces={traces} />
      </section>
      <section id="section-read">
        <h2>What was read</h2>
        <WhatWasRead read_report={read_report} />
      </section>
      <section id="section-computed">
        <h2>How it was computed</h2>
        <HowTested tests={tests} power_above={!networks.some(isNominated)} />
        <HowComputed run={run} />
      </section>
      <section id="section-left-out">
        <h2>What was left out of this file</h2>
        <LeftOutView left_out={left_out} />
      </section>
    </>
  );
}

function Facts({ data: { run, read_report } }: { data: ReportData }) {
  const times = useTimes();
  const bad = read_report.bad_rows.reduce((sum, each) => sum + each.count, 0);
  const span = run.first_time === null || run.last_time === null ? null : times.span(run.first_time, run.last_time);
  return (
    <dl className="facts">
      <Fact name="posts" value={count(run.events)} />
      <Fact name="accounts" value={count(run.accounts)} />
      <Fact name={`time, ${times.zone}`} value={span ?? "not known"} />
      <Fact name="times are exact to" value={duration(run.resolution_seconds)} />
      <Fact name="bad rows, left out" value={count(bad)} />
      {run.pseudonyms && <Fact name="accounts, handles, post ids" value="pseudonyms" />}
    </dl>
  );
}

export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
