import { useMemo } from "react";
import { memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { confidence } from "../words/chance";
import { Plain } from "../words/text";
import { useTimes } from "../words/times";

interface MembersTableProps {
  network: NetworkData;
  chosen: number | null;
  onMember: (member: number) => void;
}

// A row is a position in network.members. Columns of which nothing is known are left out.
export function MembersTable({ network, chosen, onMember }: MembersTableProps) {
  const times = useTimes();
  const { members } = network;
  const rows = useMemo(() => members.account_id.map((_, member) => member), [members]);
  const columns = useMemo(() => {
    const known = (column: unknown[]) => column.some((value) => value !== null);
    const all: (Column<number> | false)[] = [
      {
        key: "account",
        label: "Account",
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
        label: "Name",
        width: "6.25rem",
        one_line: true,
        value: (member) => members.display_name[member],
      },
      known(members.handle) && {
        key: "account_id",
        label: "Id",
        one_line: true,
        width: "5.25rem",
        value: (member) => members.account_id[member],
      },
      {
        key: "confidence",
        label: "Confidence",
        width: "8rem",
        number: true,
        value: (member) => members.confidence[member],
        cell: (member) => <ConfidenceBar value={members.confidence[member]} />,
        hint: "1 − the member's q; not a probability of guilt",
      },
      {
        key: "occasions",
        label: "Occasions",
        width: "6.25rem",
        number: true,
        value: (member) => members.occasions[member],
        hint: "Objects touched within the window of another member",
      },
      {
        key: "judged_occasions",
        label: "Judged by",
        width: "6.25rem",
        number: true,
        value: (member) => members.judged_occasions[member],
        hint: "Those of its occasions that were not used to find the network: on these it was judged",
      },
      {
        key: "partners",
        label: "Partners",
        width: "5.5rem",
        number: true,
        value: (member) => members.partners[member],
        hint: "Members it forms a pair with",
      },
      {
        key: "events",
        label: "All posts",
        width: "5.5rem",
        number: true,
        value: (member) => members.events[member],
        hint: "All posts of the account that were read",
      },
      {
        key: "share",
        label: "Per 100 posts",
        width: "5.25rem",
        number: true,
        value: (member) =>
          members.events[member] > 0
            ? Math.round((1000 * members.occasions[member]) / members.events[member]) / 10
            : null,
        hint: "Occasions for every 100 of its posts",
      },
      known(members.created_at) && {
        key: "created_at",
        label: "Created",
        width: "6.5rem",
        value: (member) => members.created_at[member],
        cell: (member) => {
          const time = members.created_at[member];
          return time === null ? <span className="not-known">–</span> : times.day(time);
        },
      },
      known(members.followers) && {
        key: "followers",
        label: "Followers",
        width: "5.75rem",
        number: true,
        value: (member) => members.followers[member],
      },
    ];
    return all.filter((column): column is Column<number> => column !== false);
  }, [members, onMember, times]);
  return (
    <DataTable
      name="members"
      narrow={{ account: "42%", confidence: "32%", occasions: "26%" }}
      caption="members"
      rows={rows}
      columns={columns}
      is_chosen={(member) => member === chosen}
      none="This file holds no members of this network."
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
