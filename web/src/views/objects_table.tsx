import { useMemo } from "react";
import { postedText } from "../occasions/object_words";
import type { Occasion } from "../occasions/occasions";
import type { NetworkData, TraceSummary } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { expected } from "../words/chance";
import { count, duration } from "../words/numbers";
import { NotKnown, Plain, Veiled } from "../words/text";
import { useTimes } from "../words/times";
import { useViewWords } from "../words/view_words";

interface ObjectsTableProps {
  network: NetworkData;
  traces: TraceSummary[];
  occasions: Occasion[];
  chosen: number | null; // position in network.objects
  onOpen: (occasion: Occasion, member: number | null) => void;
}

// What they share: one row an occasion, the same as the picture's columns, and its text alternative.
export function ObjectsTable({ network, traces, occasions, chosen, onOpen }: ObjectsTableProps) {
  const times = useTimes();
  const words = useViewWords().objects;
  const { objects } = network;
  const columns = useMemo(() => {
    const all: (Column<Occasion> | false)[] = [
      {
        key: "object",
        label: words.object,
        width: "8.5rem",
        value: (occasion) => objects.object[occasion.object],
        cell: (occasion) => (
          <Veiled>
            <button type="button" className="link" onClick={() => onOpen(occasion, null)}>
              <Plain text={objects.object[occasion.object]} limit={90} />
            </button>
          </Veiled>
        ),
      },
      occasions.some((occasion) => postedText(network, occasion) !== null) && {
        key: "text",
        label: words.text,
        width: "9.5rem",
        value: (occasion) => postedText(network, occasion),
        cell: (occasion) => (
          <Veiled>
            <Plain text={postedText(network, occasion) ?? ""} limit={110} />
          </Veiled>
        ),
      },
      {
        key: "trace",
        label: words.trace,
        width: "5.75rem",
        value: (occasion) => traces[objects.trace[occasion.object]]?.trace ?? null,
      },
      objects.source.some((source) => source !== null) && {
        key: "source",
        label: words.source,
        width: "7rem",
        one_line: true,
        value: (occasion: Occasion) => objects.source[occasion.object],
      },
      {
        key: "together",
        label: words.together,
        width: "6rem",
        number: true,
        value: (occasion) => occasion.together,
        hint: words.together_hint,
      },
      {
        key: "burst_seconds",
        label: words.within,
        width: "5rem",
        number: true,
        value: (occasion) => occasion.burst_seconds,
        cell: (occasion) => duration(occasion.burst_seconds),
        hint: words.within_hint,
      },
      {
        key: "seen",
        label: words.seen,
        width: "4.25rem",
        number: true,
        value: (occasion) => objects.seen[occasion.object],
        hint: words.seen_hint,
      },
      {
        key: "expected",
        label: words.expected,
        width: "6.25rem",
        number: true,
        value: (occasion) => objects.expected[occasion.object],
        cell: (occasion) => {
          const value = objects.expected[occasion.object];
          return value === null ? <NotKnown /> : expected(value);
        },
        hint: words.expected_hint,
      },
      {
        key: "judged",
        label: words.judged,
        width: "5.5rem",
        value: (occasion) => (occasion.judged ? words.yes : words.no),
        hint: words.judged_hint,
      },
      {
        key: "accounts",
        label: words.everybody,
        width: "6.25rem",
        number: true,
        value: (occasion) => objects.accounts[occasion.object],
        cell: (occasion) => count(objects.accounts[occasion.object]),
        hint: words.everybody_hint,
      },
      {
        key: "start",
        label: words.start,
        width: "6rem",
        value: (occasion) => occasion.start,
        cell: (occasion) => times.moment(occasion.start),
      },
    ];
    return all.filter((column): column is Column<Occasion> => column !== false);
  }, [network, objects, occasions, traces, times, onOpen, words]);
  return (
    <DataTable
      name="objects"
      narrow={{ object: "56%", together: "24%", burst_seconds: "20%" }}
      caption={words.caption}
      rows={occasions}
      columns={columns}
      is_chosen={(occasion) => occasion.object === chosen}
      none={words.none}
    />
  );
}
