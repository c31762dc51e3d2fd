import { count } from "../../words/numbers";
import { useWords } from "../words/words";
import { callFile } from "./options";

// What `lockstep inspect --json` says; anything else in it is shown as it is.
interface Inspection {
  inputs?: {
    path: string;
    layout: string;
    rows: number;
    bad_rows: number;
    columns: { column: string; field: string | null }[];
  }[];
  posts?: number;
  accounts?: number;
  first_time?: string | null;
  last_time?: string | null;
  notes?: string[];
  traces?: string[];
}

export function Inspected({ inspection }: { inspection: unknown }) {
  const words = useWords().new_run;
  const { inputs = [], notes = [], traces = [], ...all } = inspection as Inspection;
  return (
    <section className="inspected" role="status">
      <h2>{words.seen}</h2>
      <p>
        {words.seen_in_short(
          count(all.posts ?? 0),
          count(all.accounts ?? 0),
          (all.first_time ?? "?").slice(0, 10),
          (all.last_time ?? "?").slice(0, 10),
        )}
      </p>
      <p>{traces.length === 0 ? words.no_traces : `${words.traces} ${traces.join(", ")}`}</p>
      {notes.length > 0 && (
        <ul className="notes" lang="en">
          {notes.map((note) => (
            <li key={note}>
              <bdi>{note.slice(0, 400)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {inputs.map((input) => (
        <details key={input.path}>
          <summary>
            <bdi className="mono">{callFile(input.path)}</bdi> · {input.layout} ·{" "}
            {words.rows(count(input.rows), count(input.bad_rows))}
          </summary>
          <dl className="settings">
            {input.columns.map(({ column, field }) => (
              <div key={column} className="setting">
                <dt>
                  <bdi>{column.slice(0, 80)}</bdi>
                </dt>
                <dd>{field ?? <span className="not-known">{words.not_used}</span>}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  );
}
