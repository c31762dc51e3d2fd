import { useDeferredValue, useEffect } from "react";
import { linkTo } from "../address/address";
import { Distributions } from "../views/distributions";
import { HotObjects } from "../views/hot_objects";
import { LeftOutView, leftOutFacts } from "../views/left_out";
import { NetworkList } from "../views/network_list";
import { TracesTable } from "../views/traces_table";
import { HowComputed, WhatWasRead } from "../views/what_was_read";
import { count, counted, duration } from "../words/numbers";
import { Plain } from "../words/text";
import { useTimes } from "../words/times";
import type { ReportData } from "./data";
import { Guard } from "./failure";

interface OverviewProps {
  data: ReportData;
  unknown: string | null; // a network that the address names and the data has not
  section: string | null;
}

export function Overview({ data, unknown, section }: OverviewProps) {
  const { run, networks, left_out } = data;
  const below = useDeferredValue(true, false);
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
      <h1>
        <Plain text={run.title} limit={160} />
      </h1>
      <Lead data={data} />
      {!run.tested && networks.length > 0 && <NotTested />}
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
      {networks.length > 0 && (
        <section id="section-networks">
          <h2>{run.tested ? "Networks" : "Candidates (by count; not tested)"}</h2>
          <NetworkList run={run} networks={networks} />
        </section>
      )}
      {below && <Rest data={data} />}
    </>
  );
}

// What the list rests on; drawn after it, so that the list stands first.
function Rest({ data: { run, traces, read_report, left_out } }: { data: ReportData }) {
  return (
    <>
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
        <HowComputed run={run} />
      </section>
      <section id="section-left-out">
        <h2>What was left out of this file</h2>
        <LeftOutView left_out={left_out} />
      </section>
    </>
  );
}

function Lead({ data: { run, networks, left_out, traces } }: { data: ReportData }) {
  const found = networks.length + left_out.networks;
  const members = networks.reduce((sum, network) => sum + network.size, 0);
  if (found === 0) return <NothingFound data={{ run, traces }} />;
  const what = run.tested ? counted(found, "network") : counted(found, "candidate network");
  return (
    <p className="lead">
      <b>{what}</b> among {counted(run.accounts, "account")}
      {left_out.networks > 0
        ? `; the ${count(networks.length)} with the most shared objects are in this file: ${counted(members, "account")} that shared objects at nearly the same time, again and again.`
        : `: ${counted(members, "account")} shared objects at nearly the same time, again and again.`}
    </p>
  );
}

function NothingFound({ data: { run, traces } }: { data: Pick<ReportData, "run" | "traces"> }) {
  return (
    <>
      <p className="lead">
        <b>No network was found</b> among {counted(run.accounts, "account")} in {counted(run.events, "post")}.
      </p>
      <p>
        {traces.length === 0
          ? "The data has no column that accounts can share (links, reposts, texts, hashtags), so nothing could be compared. See which columns were found: lockstep inspect."
          : `No group of accounts shared at least ${Math.min(...traces.map((trace) => trace.min_shared))} objects within ${duration(Math.max(...traces.map((trace) => trace.window_seconds)))} of each other, pair by pair. That is an answer: what there was to see stands below. Accounts that act together more slowly or more rarely would not show.`}
      </p>
    </>
  );
}

export function NotTested() {
  return (
    <p className="not-tested">
      <b>Candidates (by count; not tested).</b> Counting finds fans, newsrooms and petitioners too. Nothing here says
      yet how often independent accounts would have done the same.
    </p>
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
