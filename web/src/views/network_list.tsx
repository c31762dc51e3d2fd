import { memo, useMemo } from "react";
import { linkTo } from "../address/address";
import { useNarrow } from "../marks/narrow";
import { ticks } from "../marks/paths";
import { CLASS_NAMES } from "../networks/classes";
import type { NetworkData, RunSummary } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { expected, probability } from "../words/chance";
import { count } from "../words/numbers";
import { plain } from "../words/text";
import { useTimes } from "../words/times";
import { GraphStill } from "./graph_still";

interface NetworkListProps {
  name: string; // in the address
  run: RunSummary;
  networks: NetworkData[];
  with_class?: boolean;
}

const STRIP = 148;

// Every network in one row: the sentence first, then its numbers, and when in the run's time it acted together.
export function NetworkList({ name, run, networks, with_class = false }: NetworkListProps) {
  const times = useTimes();
  const narrow = useNarrow();
  const span = useMemo(() => wholeSpan(run, networks), [run, networks]);
  const columns = useMemo(() => {
    const all: (Column<NetworkData> | false)[] = [
      {
        key: "network_id",
        label: "Network",
        width: "auto",
        value: (network) => `${network.network_id} ${network.sentence}`,
        find: ({ network_id, sentence, members }) =>
          [network_id, sentence, ...members.account_id, ...members.handle, ...members.display_name].join(" "),
        cell: (network) => (
          <div className="network-cell">
            <GraphStill network={network} width={64} height={46} />
            <a href={linkTo(["network", network.network_id])}>
              <bdi>{plain(network.sentence, 240)}</bdi>
              <span className="soft small"> {plain(network.network_id, 30)}</span>
              {narrow && (
                <span className="soft small in-short">
                  {with_class && `${CLASS_NAMES[network.class]}; `}seen {count(network.seen)}, by chance{" "}
                  {expected(network.expected)}; {times.span(network.first_time, network.last_time)}
                </span>
              )}
            </a>
          </div>
        ),
      },
      with_class && {
        key: "class",
        label: "Class",
        width: "7rem",
        value: (network) => CLASS_NAMES[network.class],
      },
      { key: "size", label: "Accounts", width: "6rem", number: true, value: (network) => network.size },
      {
        key: "occasions",
        label: "Occasions",
        width: "6.5rem",
        number: true,
        value: (network) => network.occasions,
        hint: "Objects that at least two members touched within the window",
      },
      {
        key: "seen",
        label: "Seen",
        width: "5rem",
        number: true,
        value: (network) => network.seen,
        hint: "Meetings: two members within the window on one object, on posts that were not used to find them",
      },
      {
        key: "expected",
        label: "By chance",
        width: "6.5rem",
        number: true,
        value: (network) => network.expected,
        cell: (network) => expected(network.expected),
        hint: "Meetings of independent accounts with the same sources and hours, on the same posts",
      },
      {
        key: "q_value",
        label: "q",
        width: "6.5rem",
        number: true,
        value: (network) => network.q_value,
        cell: (network) => probability(network.q_value),
        hint: "Of the networks up to this one, the share that chance alone would be expected to give",
      },
      {
        key: "first_time",
        label: "When",
        width: "10.5rem",
        value: (network) => network.first_time,
        cell: (network) => (
          <div className="when-cell">
            <WhenStrip network={network} span={span} />
            <span className="soft small">{times.span(network.first_time, network.last_time)}</span>
          </div>
        ),
      },
    ];
    return all.filter((column): column is Column<NetworkData> => column !== false);
  }, [span, times, narrow, with_class]);
  return (
    <DataTable
      name={name}
      caption={with_class ? "networks shown" : "networks"}
      rows={networks}
      columns={columns}
      search_for="networks, accounts"
      row_height={69}
      none=""
      narrow={{ network_id: "auto", q_value: "5.5rem" }}
      className="network-list"
    />
  );
}

function wholeSpan(run: RunSummary, networks: NetworkData[]): [number, number] {
  const first = run.first_time ?? Math.min(...networks.map((network) => network.first_time));
  const last = run.last_time ?? Math.max(...networks.map((network) => network.last_time));
  return [first, Math.max(last, first + 1)];
}

const WhenStrip = memo(function WhenStrip({
  network,
  span: [first, last],
}: {
  network: NetworkData;
  span: [number, number];
}) {
  const taken = new Set(
    network.touches.time.map((time) => Math.round(2 + ((time - first) / (last - first)) * (STRIP - 4))),
  );
  const marks = [...taken].map((x) => ({ x, y: 8 }));
  return (
    <svg className="when-strip" width={STRIP} height="16" aria-hidden="true">
      <path className="row-line" d={`M0 8H${STRIP}`} />
      <path className="seen-ticks" d={ticks(marks, 10)} />
    </svg>
  );
});
