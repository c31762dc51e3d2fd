import { useMemo } from "react";
import { postedText } from "../occasions/object_words";
import type { Occasion } from "../occasions/occasions";
import type { NetworkData, TraceSummary } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { expected } from "../words/chance";
import { count, duration } from "../words/numbers";
import { NotKnown, Plain, Veiled } from "../words/text";
import { useTimes } from "../words/times";

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
  const { objects } = network;
  const columns = useMemo(() => {
    const all: (Column<Occasion> | false)[] = [
      {
        key: "object",
        label: "Object",
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
        label: "Posted with",
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
        label: "Shared as",
        width: "5.75rem",
        value: (occasion) => traces[objects.trace[occasion.object]]?.trace ?? null,
      },
      objects.source.some((source) => source !== null) && {
        key: "source",
        label: "Source",
        width: "7rem",
        one_line: true,
        value: (occasion: Occasion) => objects.source[occasion.object],
      },
      {
        key: "together",
        label: "Together",
        width: "6rem",
        number: true,
        value: (occasion) => occasion.together,
        hint: "Members that touched it within the window of another",
      },
      {
        key: "burst_seconds",
        label: "Within",
        width: "5rem",
        number: true,
        value: (occasion) => occasion.burst_seconds,
        cell: (occasion) => duration(occasion.burst_seconds),
        hint: "From the first to the last of them",
      },
      {
        key: "seen",
        label: "Seen",
        width: "4.25rem",
        number: true,
        value: (occasion) => objects.seen[occasion.object],
        hint: "Meetings there: two members within the window; – where the object took no part in the test",
      },
      {
        key: "expected",
        label: "By chance",
        width: "6.25rem",
        number: true,
        value: (occasion) => objects.expected[occasion.object],
        cell: (occasion) => {
          const value = objects.expected[occasion.object];
          return value === null ? <NotKnown /> : expected(value);
        },
        hint: "Meetings there of as many independent accounts with the same sources and hours",
      },
      {
        key: "judged",
        label: "Judged",
        width: "5.5rem",
        value: (occasion) => (occasion.judged ? "yes" : "no"),
        hint: "Yes: it judged the network and was not used to find it. No: it was, or says nothing that another does not say",
      },
      {
        key: "accounts",
        label: "Everybody",
        width: "6.25rem",
        number: true,
        value: (occasion) => objects.accounts[occasion.object],
        cell: (occasion) => count(objects.accounts[occasion.object]),
        hint: "Different accounts in the whole data that touched it",
      },
      {
        key: "start",
        label: "First together",
        width: "6rem",
        value: (occasion) => occasion.start,
        cell: (occasion) => times.moment(occasion.start),
      },
    ];
    return all.filter((column): column is Column<Occasion> => column !== false);
  }, [network, objects, occasions, traces, times, onOpen]);
  return (
    <DataTable
      name="objects"
      narrow={{ object: "56%", together: "24%", burst_seconds: "20%" }}
      caption="shared objects"
      rows={occasions}
      columns={columns}
      is_chosen={(occasion) => occasion.object === chosen}
      none="This file holds no shared objects of this network."
    />
  );
}
