import { useId, useMemo, useState } from "react";
import { byOccasions, memberName } from "../members/names";
import type { Members } from "../report/data";
import { plain } from "../words/text";
import { useViewWords } from "../words/view_words";

interface MemberSelectProps {
  members: Members;
  label: string;
  value: number | null;
  onChange: (member: number) => void;
}

const LISTED = 300; // a longer list is not read but searched
const OFFERED = 40;

export function MemberSelect(props: MemberSelectProps) {
  return props.members.account_id.length > LISTED ? <MemberSearch {...props} /> : <MemberList {...props} />;
}

const shortName = (members: Members, member: number) => plain(memberName(members, member), 44);

function MemberList({ members, label, value, onChange }: MemberSelectProps) {
  const words = useViewWords().members;
  const order = useMemo(() => byOccasions(members), [members]);
  return (
    <label>
      {label}{" "}
      <select value={value ?? ""} onChange={(event) => onChange(Number(event.target.value))}>
        {value === null && <option value="">{words.choose}</option>}
        {order.map((member) => (
          <option key={member} value={member}>
            {shortName(members, member)}
          </option>
        ))}
      </select>
    </label>
  );
}

// The words that were typed offer the accounts that hold them; one that is named whole is chosen.
function MemberSearch({ members, label, value, onChange }: MemberSelectProps) {
  const words = useViewWords().members;
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const order = useMemo(() => byOccasions(members), [members]);
  const wanted = (typed ?? "").toLowerCase();
  const offered = order
    .filter((member) => memberName(members, member).toLowerCase().includes(wanted))
    .slice(0, OFFERED);
  const change = (text: string) => {
    const named = order.find((member) => shortName(members, member) === text);
    setTyped(named === undefined ? text : null);
    if (named !== undefined) onChange(named);
  };
  return (
    <label>
      {label}{" "}
      <input
        type="search"
        list={list}
        placeholder={words.type}
        value={typed ?? (value === null ? "" : shortName(members, value))}
        onChange={(event) => change(event.target.value)}
      />
      <datalist id={list}>
        {offered.map((member) => (
          <option key={member} value={shortName(members, member)} />
        ))}
      </datalist>
    </label>
  );
}
