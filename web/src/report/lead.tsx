import { linkTo } from "../address/address";
import { isNominated } from "../networks/classes";
import { count, counted } from "../words/numbers";
import { Plain } from "../words/text";
import type { ReportData } from "./data";

// The answer of the whole run, before anything else. That nobody is nominated is an answer like any other, and says what
// would have been found.
export function Lead({ data }: { data: ReportData }) {
  const nominated = data.networks.filter(isNominated);
  if (nominated.length === 0) return <NobodyNominated data={data} />;
  return <Nominated data={data} />;
}

function Nominated({ data: { run, networks, left_out } }: { data: ReportData }) {
  const nominated = networks.filter(isNominated);
  const others = networks.length - nominated.length;
  const members = nominated.reduce((sum, network) => sum + network.size, 0);
  return (
    <>
      <h1>
        <Plain text={run.title} limit={160} />
      </h1>
      <p className="lead">
        <b>{counted(nominated.length, "network")}</b> among {counted(run.accounts, "account")}{" "}
        {nominated.length === 1 ? "is" : "are"} nominated for review: {counted(members, "account")} that came together
        far more often than independent accounts with the same sources and hours would.
        {others > 0 && ` ${counted(others, "more", "more")} ${others === 1 ? "is" : "are"} shown, and not nominated.`}
        {left_out.networks > 0 &&
          ` The first ${count(networks.length)} of ${count(networks.length + left_out.networks)} are in this file.`}
      </p>
    </>
  );
}

function NobodyNominated({ data }: { data: ReportData }) {
  const { run, networks, traces, tests } = data;
  return (
    <>
      <h1>
        Nobody is nominated{" "}
        <span className="soft light">
          · <Plain text={run.title} limit={160} />
        </span>
      </h1>
      {traces.length === 0 ? (
        <p className="lead">
          The data has no column that accounts can share (links, reposts, texts, hashtags), so nothing could be
          compared. See which columns were found: lockstep inspect.
        </p>
      ) : (
        <p className="lead">
          Among {counted(run.accounts, "account")} in {counted(run.events, "post")}, {sayNone(networks.length)}.{" "}
          {tests.power.sentence}
        </p>
      )}
      {tests.candidates_by_count > 0 && (
        <p>
          Counting alone would have named {counted(tests.candidates_by_count, "network")}; those that did not stand are
          among the <a href={linkTo(["candidates"], { candidates: "open" })}>candidates that failed</a>, each with the
          reason.
        </p>
      )}
    </>
  );
}

function sayNone(others: number): string {
  if (others === 0) return "no group was confirmed beyond chance on posts that were not used to find it";
  const [groups, each] = others === 1 ? ["one group", ""] : [`${count(others)} groups`, " each"];
  return `${groups} came together beyond chance,${each} in a way that fans, friends or declared automation do too, or with too few delays to tell: shown below, not nominated`;
}
