import { useMemo } from "react";
import { type Column, DataTable } from "../../table/data_table";
import { ConfidenceBar } from "../../views/members_table";
import { Plain } from "../../words/text";
import { useTimes } from "../../words/times";
import type { Member } from "../api/types";
import { useWords } from "../words/words";
import { callAccount } from "./account_name";

interface MemberTableProps {
  members: Member[];
  chosen: string | null;
  onChoose: (account_id: string) => void;
  onAsk: ((member: Member) => void) | null; // keep or take out; null: not for this reader
  onShown: (rows: Member[]) => void;
}

export function MemberTable({ members, chosen, onChoose, onAsk, onShown }: MemberTableProps) {
  const words = useWords();
  const columns = useColumns(members, onChoose, onAsk);
  return (
    <DataTable
      name="members"
      caption={words.members.caption}
      rows={members}
      columns={columns}
      row_height={45}
      narrow={{ account: "36%", confidence: "34%", reading: "30%" }}
      is_chosen={(member) => member.account_id === chosen}
      row_class={(member) => (member.kept ? undefined : "taken-out")}
      on_shown={onShown}
      follows_chosen
      className="case-members"
      none={words.members.none}
    />
  );
}

function useColumns(members: Member[], onChoose: (account_id: string) => void, onAsk: MemberTableProps["onAsk"]) {
  const words = useWords();
  const times = useTimes();
  return useMemo(() => {
    const { members: say } = words;
    const known = (pick: (member: Member) => unknown) => members.some((member) => pick(member) !== null);
    const all: (Column<Member> | false)[] = [
      {
        key: "account",
        label: say.account,
        width: "8.5rem",
        one_line: true,
        value: (member) => callAccount(member),
        find: (member) => `${callAccount(member)} ${member.account_id.slice(0, 512)} ${member.display_name ?? ""}`,
        cell: (member) => (
          <button type="button" className="link account" onClick={() => onChoose(member.account_id)}>
            <Plain text={callAccount(member)} />
          </button>
        ),
      },
      {
        key: "confidence",
        label: say.confidence,
        width: "7.5rem",
        number: true,
        value: (member) => member.confidence,
        cell: (member) => <ConfidenceBar value={member.confidence} />,
        hint: say.confidence_hint,
      },
      {
        key: "occasions",
        label: say.occasions,
        width: "5.5rem",
        number: true,
        value: (member) => member.occasions,
        hint: say.occasions_hint,
      },
      known((member) => member.followers) && {
        key: "followers",
        label: say.followers,
        width: "5.25rem",
        number: true,
        value: (member) => member.followers,
      },
      {
        key: "else",
        label: say.what_else,
        width: "7.75rem",
        value: (member) => sayElse(member, words).join(", "),
        cell: (member) =>
          sayElse(member, words).map((each) => (
            <span key={each} className="tag">
              {each}
            </span>
          )),
      },
      {
        key: "reading",
        label: say.reading,
        width: "9.75rem",
        value: (member) => `${member.kept ? say.in : say.out} ${member.reason.slice(0, 200)}`,
        cell: (member) => <Reading member={member} onAsk={onAsk} />,
      },
      { key: "events", label: say.posts, width: "4.5rem", number: true, value: (member) => member.events },
      known((member) => member.created_at) && {
        key: "created_at",
        label: say.created,
        width: "6.5rem",
        value: (member) => member.created_at,
        cell: (member) =>
          member.created_at === null ? <span className="not-known">–</span> : times.day(member.created_at),
      },
    ];
    return all.filter((column): column is Column<Member> => column !== false);
  }, [members, onChoose, onAsk, words, times]);
}

function sayElse(member: Member, words: ReturnType<typeof useWords>): string[] {
  const said: string[] = [];
  if (member.is_new) said.push(words.members.is_new);
  if (member.is_gone) said.push(words.members.is_gone);
  if (member.judged_occasions < 3) said.push(words.members.few_occasions);
  if (member.other_cases > 0) said.push(words.members.other_cases(member.other_cases));
  if (member.measure !== null) said.push(words.measures[member.measure]);
  return said;
}

function Reading({ member, onAsk }: { member: Member; onAsk: MemberTableProps["onAsk"] }) {
  const words = useWords().members;
  return (
    <span className="reading-cell">
      <span>
        {member.kept ? words.in : words.out}
        {member.reason !== "" && (
          <span className="soft">
            : <Plain text={member.reason} limit={60} />
          </span>
        )}
      </span>
      {onAsk && (
        <button
          type="button"
          className="quiet"
          onClick={() => onAsk(member)}
          aria-label={`${member.kept ? words.take_out : words.keep}: ${callAccount(member)}`}
        >
          {member.kept ? words.take_out : words.keep}
        </button>
      )}
    </span>
  );
}
