import { choose } from "../../address/address";
import { useWords } from "../words/words";
import { CLAIMS, CLASSES, type Filters, SHOWN, SORTS } from "./filters";

export function FilterTools({ filters }: { filters: Filters }) {
  const words = useWords();
  const { queue } = words;
  return (
    <search className="tools filters">
      <Pick
        name="sort"
        label={queue.sort}
        value={filters.sort ?? "priority"}
        options={SORTS}
        say={queue.sorts}
        usual="priority"
      />
      <Pick
        name="state"
        label={queue.state}
        value={filters.state ?? "all"}
        options={SHOWN}
        say={{ ...words.case_states, waiting: queue.waiting, all: queue.all }}
        usual="waiting"
      />
      <Pick name="claimed" label={queue.claimed} value={filters.claimed} options={CLAIMS} say={queue.claims} />
      <Pick
        name="network_class"
        label={queue.class}
        value={filters.network_class}
        options={CLASSES}
        say={words.classes}
      />
      <SizeLimit name="min_members" label={queue.at_least} value={filters.min_members} />
      <SizeLimit name="max_members" label={queue.at_most} value={filters.max_members} />
      {filters.account !== undefined && (
        <span>
          {queue.with_account} <bdi>{filters.account.slice(0, 60)}</bdi>{" "}
          <button type="button" className="quiet" onClick={() => choose({ account: null }, "adjust")}>
            {queue.clear}
          </button>
        </span>
      )}
    </search>
  );
}

interface PickProps<T extends string> {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly T[];
  say: Record<T, string>;
  usual?: T; // chosen where the address says nothing
}

export function Pick<T extends string>({ name, label, value, options, say, usual }: PickProps<T>) {
  const words = useWords().queue;
  return (
    <label>
      {label}{" "}
      <select
        value={value ?? ""}
        onChange={(event) => choose({ [name]: event.target.value === usual ? null : event.target.value }, "adjust")}
      >
        {usual === undefined && <option value="">{words.all}</option>}
        {options.map((each) => (
          <option key={each} value={each}>
            {say[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

function SizeLimit({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  return (
    <label>
      {label}{" "}
      <input
        type="number"
        min={0}
        max={999999}
        value={value ?? ""}
        onChange={(event) => choose({ [name]: event.target.value || null }, "adjust")}
      />
    </label>
  );
}
