import { expected } from "../../words/chance";
import { count } from "../../words/numbers";
import type { CaseRow } from "../api/types";
import { Ago, Due } from "../frame/moments";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { isSettled } from "./filters";

interface QueueRowProps {
  row: CaseRow;
  address: string;
  is_here: boolean;
  onFocus: () => void;
  onClaim: (wanted: boolean) => void;
}

export function QueueRow({ row, address, is_here, onFocus, onClaim }: QueueRowProps) {
  const words = useWords();
  return (
    <tr className={is_here ? "chosen" : undefined}>
      <td>
        <a id={`case-${row.case_id}`} className="case-link" href={address} onFocus={onFocus}>
          <b>{words.queue.number(row.case_id)}</b> {sayCase(words, row)}
        </a>
        <span className="under">
          {words.queue.opened} <Ago at={row.opened_at} />
          {row.appeals > 0 && <b className="doubt"> · {words.queue.appeals(row.appeals)}</b>}
        </span>
      </td>
      <td>
        <SeenByChance row={row} />
      </td>
      <td>{words.case_states[row.state]}</td>
      <td>{isSettled(row.state) ? <span className="soft nothing">–</span> : <Due at={row.deadline} />}</td>
      <td>
        <Claim row={row} onClaim={onClaim} />
      </td>
    </tr>
  );
}

export function sayCase(words: ReturnType<typeof useWords>, row: { members: number; network_class: string }): string {
  const name = (words.classes as Record<string, string>)[row.network_class] ?? row.network_class;
  return `· ${words.queue.accounts(row.members)} · ${name}`;
}

// Together, always.
export function SeenByChance({ row }: { row: CaseRow }) {
  const words = useWords().queue;
  return (
    <span className="pair-of-numbers">
      <b>{count(row.seen)}</b> {words.seen}, <i>{expected(row.expected)}</i> {words.by_chance}
    </span>
  );
}

function Claim({ row, onClaim }: { row: CaseRow; onClaim: (wanted: boolean) => void }) {
  const words = useWords().queue;
  const me = useMe();
  const may = useMay();
  const is_mine = row.claimed_by === me.person_id;
  if (row.claimed_by !== null && !is_mine) return <bdi>{(row.claimed_by_name ?? "").slice(0, 60)}</bdi>;
  if (isSettled(row.state) && !is_mine) return <span className="soft nothing">–</span>;
  if (!may("analyst", "reviewer")) return <span className="soft">{is_mine ? words.mine : words.free}</span>;
  return (
    <>
      {is_mine && `${words.mine} `}
      <button
        type="button"
        className="quiet"
        aria-label={`${is_mine ? words.release : words.claim} ${row.case_id}`}
        onClick={() => onClaim(!is_mine)}
      >
        {is_mine ? words.release : words.claim}
      </button>
    </>
  );
}
