import { useId, useState } from "react";
import { MEASURES, type Measure, type MemberMeasure } from "../api/types";
import { callAccount } from "../case/account_name";
import { useMembers } from "../case/use_case";
import { useWords } from "../words/words";
import type { Draft } from "./draft";

interface ExceptionsProps {
  case_id: number;
  draft: Draft;
  onChange: (exceptions: MemberMeasure[]) => void;
}

// Members for whom it is another measure than for the rest.
export function Exceptions({ case_id, draft, onChange }: ExceptionsProps) {
  const words = useWords();
  const members = useMembers(case_id).data ?? [];
  const kept = members.filter((member) => member.kept);
  const called = (account_id: string) =>
    callAccount(members.find((member) => member.account_id === account_id) ?? { account_id }, 32);
  return (
    <details className="exceptions" open={draft.exceptions.length > 0 || undefined}>
      <summary>{words.decision.exceptions(draft.exceptions.length)}</summary>
      <ul className="plain-list">
        {draft.exceptions.map(({ account_id, measure }) => (
          <li key={account_id}>
            <bdi>{called(account_id)}</bdi>: {words.measures[measure]}{" "}
            <button
              type="button"
              className="quiet"
              aria-label={`${words.decision.no_exception}: ${called(account_id)}`}
              onClick={() => onChange(draft.exceptions.filter((each) => each.account_id !== account_id))}
            >
              {words.decision.no_exception}
            </button>
          </li>
        ))}
      </ul>
      <NewException
        accounts={kept
          .filter((member) => !draft.exceptions.some((each) => each.account_id === member.account_id))
          .map((member) => [member.account_id, callAccount(member, 60)])}
        onAdd={(added) => onChange([...draft.exceptions, added])}
      />
    </details>
  );
}

interface NewExceptionProps {
  accounts: [string, string][]; // id, and how it is called
  onAdd: (added: MemberMeasure) => void;
}

const OFFERED = 200; // names in the list of suggestions; any other can be typed

function NewException({ accounts, onAdd }: NewExceptionProps) {
  const words = useWords();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [measure, setMeasure] = useState<Measure>("no_action");
  const found = accounts.find(([account_id, name]) => account_id === typed || name === typed);
  return (
    <div className="exception-line">
      <input
        aria-label={words.decision.exception_account}
        placeholder={words.decision.exception_account}
        list={list}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {accounts.slice(0, OFFERED).map(([account_id, name]) => (
          <option key={account_id} value={name} />
        ))}
      </datalist>
      <select
        aria-label={words.decision.exception_measure}
        value={measure}
        onChange={(event) => setMeasure(event.target.value as Measure)}
      >
        {MEASURES.map((each) => (
          <option key={each} value={each}>
            {words.measures[each]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet"
        disabled={!found}
        onClick={() => {
          if (found) onAdd({ account_id: found[0], measure });
          setTyped("");
        }}
      >
        {words.decision.add_exception}
      </button>
    </div>
  );
}
