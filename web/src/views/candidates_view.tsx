import { useMemo } from "react";
import { useChoice } from "../address/address";
import type { Candidates } from "../report/data";
import { type Column, DataTable } from "../table/data_table";
import { probability } from "../words/chance";
import { count, counted, duration } from "../words/numbers";
import { NotKnown } from "../words/text";

interface CandidatesViewProps {
  candidates: Candidates;
  left_out: number;
}

// What did not stand, closed until it is asked for: a list of names reads like an accusation, and this is none.
export function CandidatesView({ candidates, left_out }: CandidatesViewProps) {
  const [open, setOpen] = useChoice("candidates", "open");
  const many = candidates.candidate_id.length;
  const all = many + (left_out || 0);
  if (all === 0) return <p className="none">No group was proposed that failed.</p>;
  const is_open = open === "open";
  return (
    <>
      <p className="reading">
        {counted(all, "group")} {all === 1 ? "was" : "were"} looked at and did not stand: nothing is said against these
        accounts.{all > many && ` The first ${count(many)} are in this file, all of them in candidates.csv.`}
      </p>
      {many > 0 && (
        <button
          type="button"
          className="quiet"
          aria-expanded={is_open}
          onClick={() => setOpen(is_open ? null : "open")}
        >
          {is_open ? "Hide them" : `Show ${many === 1 ? "it" : `all ${count(many)}`}`}
        </button>
      )}
      {is_open && many > 0 && <CandidatesTable candidates={candidates} />}
    </>
  );
}

const FOUND_BY: Record<string, string> = { count: "counting", test: "the test" };

// A row is a position in the columns.
function CandidatesTable({ candidates }: { candidates: Candidates }) {
  const rows = useMemo(() => candidates.candidate_id.map((_, row) => row), [candidates]);
  const columns: Column<number>[] = useMemo(
    () => [
      { key: "candidate_id", label: "Candidate", width: "6rem", value: (row) => candidates.candidate_id[row] },
      {
        key: "accounts",
        label: "Accounts",
        width: "10.5rem",
        one_line: true,
        value: (row) => candidates.accounts[row],
        hint: "The first few members; candidates.csv has all",
      },
      { key: "members", label: "Members", width: "5.75rem", number: true, value: (row) => candidates.members[row] },
      {
        key: "found_by",
        label: "Found by",
        width: "6rem",
        value: (row) => FOUND_BY[candidates.found_by[row]] ?? candidates.found_by[row],
        hint: "Counting: met often enough. The test: proposed on some posts, failed on the others",
      },
      {
        key: "window_seconds",
        label: "Window",
        width: "5.5rem",
        number: true,
        value: (row) => candidates.window_seconds[row],
        cell: (row) => duration(candidates.window_seconds[row]),
      },
      {
        key: "occasions",
        label: "Occasions",
        width: "6.25rem",
        number: true,
        value: (row) => candidates.occasions[row],
        hint: "Left to judge by",
      },
      probabilityColumn("p_value", "p", candidates.p_value),
      probabilityColumn("q_value", "q", candidates.q_value),
      { key: "reason", label: "Why it did not stand", width: "16.5rem", value: (row) => candidates.reason[row] },
    ],
    [candidates],
  );
  return (
    <DataTable
      name="candidates"
      className="candidates"
      caption="candidates that failed"
      rows={rows}
      columns={columns}
      narrow={{ accounts: "32%", members: "26%", reason: "42%" }}
      none=""
    />
  );
}

function probabilityColumn(key: string, label: string, values: (number | null)[]): Column<number> {
  return {
    key,
    label,
    width: "5rem",
    number: true,
    value: (row) => values[row],
    cell: (row) => {
      const value = values[row];
      return value === null ? <NotKnown /> : probability(value);
    },
  };
}
