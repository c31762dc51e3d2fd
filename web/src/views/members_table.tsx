import { useMemo } from "react";
import { memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { confidence } from "../words/chance";
import { Plain } from "../words/text";
import { useTimes } from "../words/times";
import { useViewWords } from "../words/view_words";

interface MembersTableProps {
  network: NetworkData;
  chosen: number | null;
  onMember: (member: number) => void;
}

// A row is a position in network.members. Columns of which nothing is known are left out.
export function MembersTable({ network, chosen, onMember }: MembersTableProps) {
  const times = useTimes();
  const words = useViewWords().members;
  const { members } = network;
  const rows = useMemo(() => members.account_id.map((_, member) => member), [members]);
  const columns = useMemo(() => {
    const known = (column: unknown[]) => column.some((value) => value !== null);
    const all: (Column<number> | false)[] = [
      {
        key: "account",
        label: words.account,
        width: "8.75rem",
        one_line: true,
        value: (member) => memberName(members, member),
        cell: (member) => (
          <button type="button" className="link" onClick={() => onMember(member)}>
            <Plain text={memberName(members, member)} limit={48} />
          </button>
        ),
      },
      known(members.display_name) && {
        key: "display_name",
        label: words.display_name,
        width: "6.25rem",
        one_line: true,
        value: (member) => members.display_name[member],
      },
      known(members.handle) && {
        key: "account_id",
        label: words.account_id,
        one_line: true,
        width: "5.25rem",
        value: (member) => members.account_id[member],
      },
      {
        key: "confidence",
        label: words.confidence,
        width: "8rem",
        number: true,
        value: (member) => members.confidence[member],
        cell: (member) => <ConfidenceBar value={members.confidence[member]} />,
        hint: words.confidence_hint,
      },
      {
        key: "occasions",
        label: words.occasions,
        width: "6.25rem",
        number: true,
        value: (member) => members.occasions[member],
        hint: words.occasions_hint,
      },
      {
        key: "judged_occasions",
        label: words.judged,
        width: "6.25rem",
        number: true,
        value: (member) => members.judged_occasions[member],
        cell: (member) => {
          const occasions = members.judged_occasions[member];
          return members.joined?.[member] ? words.joined(occasions) : occasions;
        },
        hint: words.judged_hint,
      },
      {
        key: "partners",
        label: words.partners,
        width: "5.5rem",
        number: true,
        value: (member) => members.partners[member],
        hint: words.partners_hint,
      },
      {
        key: "events",
        label: words.events,
        width: "5.5rem",
        number: true,
        value: (member) => members.events[member],
        hint: words.events_hint,
      },
      {
        key: "share",
        label: words.share,
        width: "5.25rem",
        number: true,
        value: (member) =>
          members.events[member] > 0
            ? Math.round((1000 * members.occasions[member]) / members.events[member]) / 10
            : null,
        hint: words.share_hint,
      },
      known(members.created_at) && {
        key: "created_at",
        label: words.created,
        width: "6.5rem",
        value: (member) => members.created_at[member],
        cell: (member) => {
          const time = members.created_at[member];
          return time === null ? <span className="not-known">–</span> : times.day(time);
        },
      },
      known(members.followers) && {
        key: "followers",
        label: words.followers,
        width: "5.75rem",
        number: true,
        value: (member) => members.followers[member],
      },
    ];
    return all.filter((column): column is Column<number> => column !== false);
  }, [members, onMember, times, words]);
  return (
    <DataTable
      name="members"
      narrow={{ account: "42%", confidence: "32%", occasions: "26%" }}
      caption={words.caption}
      rows={rows}
      columns={columns}
      is_chosen={(member) => member === chosen}
      none={words.none}
    />
  );
}

export function ConfidenceBar({ value }: { value: number }) {
  return (
    <span className="confidence">
      <span className="track" aria-hidden="true">
        <span className="bar" style={{ width: `${100 * Math.max(0, value)}%` }} />
      </span>
      <span className="value">{confidence(value)}</span>
    </span>
  );
}
