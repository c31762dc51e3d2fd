import { useState } from "react";
import { goTo, linkTo } from "../../address/address";
import { count } from "../../words/numbers";
import type { CaseRow } from "../api/types";
import { DueAppeals } from "../appeals/due_appeals";
import { useKeys } from "../frame/keys";
import { Asked, FailedAct, None } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { FilterTools } from "./filter_tools";
import { asChoices, type Filters, isSettled, useFilters } from "./filters";
import { QueueRow } from "./queue_row";
import { useClaim, useNextFree, useQueue } from "./use_queue";

// Every case that waits, in the order asked for; appeals stand above, since they have the nearest deadlines.
export function QueueView() {
  const words = useWords().queue;
  const filters = useFilters();
  const queue = useQueue(filters);
  return (
    <>
      <h1>{words.title}</h1>
      <DueAppeals />
      <FilterTools filters={filters} />
      <Asked query={queue}>
        {({ cases, total }) => (
          <>
            <p className="small soft">
              <span role="status">{words.shown(cases.length, total)}</span>
              <OtherHalf filters={filters} />
            </p>
            {cases.length === 0 ? <NoCases filters={filters} /> : <Rows cases={cases} filters={filters} />}
            {queue.hasNextPage && (
              <button
                type="button"
                className="quiet"
                onClick={() => queue.fetchNextPage()}
                disabled={queue.isFetchingNextPage}
              >
                {words.more(Math.min(50, total - cases.length))}
              </button>
            )}
          </>
        )}
      </Asked>
    </>
  );
}

// What is decided waits for nobody; it is one link away, and the way back another.
function OtherHalf({ filters }: { filters: Filters }) {
  const words = useWords().queue;
  const waits = filters.state === "waiting";
  if (!waits && filters.state !== "decided") return null;
  const other = asChoices({ ...filters, state: waits ? "decided" : "waiting" });
  return (
    <>
      {" · "}
      <a href={linkTo(["cases"], other)}>{waits ? words.to_decided : words.to_waiting}</a>
    </>
  );
}

function NoCases({ filters }: { filters: Filters }) {
  const words = useWords().queue;
  const may = useMay();
  if (Object.entries(asChoices(filters)).some(([name, value]) => name !== "sort" && value !== "all"))
    return (
      <None>
        {words.none_left} <a href={linkTo(["cases"])}>{words.clear}</a>
      </None>
    );
  return (
    <None>
      {words.none} {may("analyst") && <a href={linkTo(["runs"])}>{words.to_runs}</a>}
    </None>
  );
}

function Rows({ cases, filters }: { cases: CaseRow[]; filters: Filters }) {
  const words = useWords().queue;
  const me = useMe();
  const may = useMay();
  const claim = useClaim();
  const [at, setAt] = useState(-1);
  const address = (row: CaseRow) => linkTo(["cases", String(row.case_id)], asChoices(filters));
  const walk = (way: number) => {
    const next = Math.max(0, Math.min(cases.length - 1, at + way));
    setAt(next);
    document.getElementById(`case-${cases[next].case_id}`)?.focus();
  };
  const here = cases[at] as CaseRow | undefined;
  // What waits for a second opinion may be one's own, and what is on hold waits for something else: both come last.
  const all_free = cases.filter((row) => row.claimed_by === null && !isSettled(row.state));
  const free = all_free.find((row) => row.state === "open");
  const beyond = useNextFree(filters);
  const open = (row: CaseRow | undefined) => row && goTo(address(row));
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    o: () => open(here),
    c: () =>
      here &&
      may("analyst", "reviewer") &&
      claim.mutate({ case_id: here.case_id, claim: here.claimed_by !== me.person_id }),
    n: () => (free ? open(free) : beyond.mutate(undefined, { onSuccess: (row) => open(row ?? all_free[0]) })),
  });
  return (
    <>
      <FailedAct failure={claim.error ?? beyond.error} />
      <table className="queue">
        <caption className="unseen">{words.caption(count(cases.length))}</caption>
        <thead>
          <tr>
            <th scope="col">{words.case}</th>
            <th scope="col">{words.seen_by_chance}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.deadline}</th>
            <th scope="col">{words.claimed}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((row, position) => (
            <QueueRow
              key={row.case_id}
              row={row}
              address={address(row)}
              is_here={position === at}
              onFocus={() => setAt(position)}
              onClaim={(wanted) => claim.mutate({ case_id: row.case_id, claim: wanted })}
            />
          ))}
        </tbody>
      </table>
      <p className="key-line">{words.keys.map(([key, what]) => [<kbd key={key}>{key}</kbd>, ` ${what} `])}</p>
    </>
  );
}
