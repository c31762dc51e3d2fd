import { useMemo } from "react";
import { memberName } from "../members/names";
import type { NetworkData } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
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
        width: "12rem",
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
        width: "8rem",
        one_line: true,
        value: (member) => members.display_name[member],
      },
      known(members.handle) && {
        key: "account_id",
        label: "Id",
        one_line: true,
        width: "7rem",
        value: (member) => members.account_id[member],
      },
      {
        key: "occasions",
        label: "Occasions",
        width: "6.5rem",
        number: true,
        value: (member) => members.occasions[member],
        hint: "Objects touched within the window of another member",
      },
      {
        key: "partners",
        label: "Partners",
        width: "6rem",
        number: true,
        value: (member) => members.partners[member],
        hint: "Members it forms a pair with",
      },
      {
        key: "events",
        label: "All posts",
        width: "6rem",
        number: true,
        value: (member) => members.events[member],
        hint: "All posts of the account that were read",
      },
      {
        key: "share",
        label: "Occasions per 100 posts",
        width: "7.5rem",
        number: true,
        value: (member) =>
          members.events[member] > 0
            ? Math.round((1000 * members.occasions[member]) / members.events[member]) / 10
            : null,
        hint: "How much of its activity the occasions are",
      },
      known(members.created_at) && {
        key: "created_at",
        label: "Created",
        width: "7rem",
        value: (member) => members.created_at[member],
        cell: (member) => {
          const time = members.created_at[member];
          return time === null ? <span className="not-known">–</span> : times.day(time);
        },
      },
      known(members.followers) && {
        key: "followers",
        label: "Followers",
        width: "6.5rem",
        number: true,
        value: (member) => members.followers[member],
      },
    ];
    return all.filter((column): column is Column<number> => column !== false);
  }, [members, onMember, times]);
  return (
    <DataTable
      name="members"
      narrow={{ account: "46%", occasions: "28%", events: "26%" }}
      caption="members"
      rows={rows}
      columns={columns}
      is_chosen={(member) => member === chosen}
      none="This file holds no members of this network."
    />
  );
}
