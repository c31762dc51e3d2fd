import { useMemo } from "react";
import { memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { useTimes } from "../words/times";
import { useViewWords } from "../words/view_words";

interface PairsTableProps {
  network: NetworkData;
  chosen: [number, number] | null;
  onPair: (pair: [number, number]) => void;
}

// A row is a position in network.pairs.
export function PairsTable({ network, chosen, onPair }: PairsTableProps) {
  const times = useTimes();
  const words = useViewWords().pairs;
  const { pairs, members } = network;
  const rows = useMemo(() => {
    const order = pairs.a.map((_, pair) => pair);
    return order.sort((p, q) => pairs.shared[q] - pairs.shared[p] || p - q);
  }, [pairs]);
  const columns: Column<number>[] = useMemo(
    () => [
      {
        key: "account_a",
        label: words.account,
        width: "8.5rem",
        one_line: true,
        value: (pair) => memberName(members, pairs.a[pair]),
      },
      {
        key: "account_b",
        label: words.other,
        width: "8.5rem",
        one_line: true,
        value: (pair) => memberName(members, pairs.b[pair]),
      },
      {
        key: "shared",
        label: words.shared,
        width: "5.5rem",
        number: true,
        value: (pair) => pairs.shared[pair],
        hint: words.shared_hint,
      },
      {
        key: "first_time",
        label: words.first,
        width: "7rem",
        one_line: true,
        value: (pair) => pairs.first_time[pair],
        cell: (pair) => times.day(pairs.first_time[pair]),
      },
      {
        key: "posts",
        label: words.posts,
        width: "4rem",
        is_action: true,
        value: () => null,
        cell: (pair) => (
          <button
            type="button"
            className="link"
            aria-label={words.open_pair(
              memberName(members, pairs.a[pair]).slice(0, 40),
              memberName(members, pairs.b[pair]).slice(0, 40),
            )}
            onClick={() => onPair([pairs.a[pair], pairs.b[pair]])}
          >
            {words.open}
          </button>
        ),
      },
    ],
    [pairs, members, times, onPair, words],
  );
  return (
    <DataTable
      name="pairs"
      narrow={{ account_a: "32%", account_b: "32%", shared: "19%", posts: "17%" }}
      caption={words.caption}
      rows={rows}
      columns={columns}
      is_chosen={(pair) => chosen !== null && pairs.a[pair] === chosen[0] && pairs.b[pair] === chosen[1]}
      none={words.none}
    />
  );
}
