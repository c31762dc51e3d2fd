import { useMemo } from "react";
import { memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { useTimes } from "../words/times";

interface PairsTableProps {
  network: NetworkData;
  chosen: [number, number] | null;
  onPair: (pair: [number, number]) => void;
}

// A row is a position in network.pairs.
export function PairsTable({ network, chosen, onPair }: PairsTableProps) {
  const times = useTimes();
  const { pairs, members } = network;
  const rows = useMemo(() => {
    const order = pairs.a.map((_, pair) => pair);
    return order.sort((p, q) => pairs.shared[q] - pairs.shared[p] || p - q);
  }, [pairs]);
  const columns: Column<number>[] = useMemo(
    () => [
      {
        key: "account_a",
        label: "Account",
        width: "8.5rem",
        one_line: true,
        value: (pair) => memberName(members, pairs.a[pair]),
      },
      {
        key: "account_b",
        label: "With",
        width: "8.5rem",
        one_line: true,
        value: (pair) => memberName(members, pairs.b[pair]),
      },
      {
        key: "shared",
        label: "Shared",
        width: "5.5rem",
        number: true,
        value: (pair) => pairs.shared[pair],
        hint: "Different objects within the window",
      },
      {
        key: "first_time",
        label: "First",
        width: "7rem",
        one_line: true,
        value: (pair) => pairs.first_time[pair],
        cell: (pair) => times.day(pairs.first_time[pair]),
      },
      {
        key: "posts",
        label: "Posts",
        width: "4rem",
        is_action: true,
        value: () => null,
        cell: (pair) => (
          <button
            type="button"
            className="link"
            aria-label={`Open side by side: ${memberName(members, pairs.a[pair]).slice(0, 40)} and ${memberName(members, pairs.b[pair]).slice(0, 40)}`}
            onClick={() => onPair([pairs.a[pair], pairs.b[pair]])}
          >
            Open
          </button>
        ),
      },
    ],
    [pairs, members, times, onPair],
  );
  return (
    <DataTable
      name="pairs"
      narrow={{ account_a: "32%", account_b: "32%", shared: "19%", posts: "17%" }}
      caption="pairs"
      rows={rows}
      columns={columns}
      is_chosen={(pair) => chosen !== null && pairs.a[pair] === chosen[0] && pairs.b[pair] === chosen[1]}
      none="This file holds no pairs of this network."
    />
  );
}
