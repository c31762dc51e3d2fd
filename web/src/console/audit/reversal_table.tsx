import { count } from "../../words/numbers";
import type { ReversalRate } from "../api/types";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { Interval } from "./interval";
import { useReversals } from "./use_audit";

// What appeals changed, by policy and by reviewer, with the interval that few cases leave open.
export function ReversalTable() {
  const words = useWords().quality;
  return (
    <section>
      <h2>{words.reversals}</h2>
      <p className="reading small soft">{words.reversals_mean}</p>
      <Asked query={useReversals()}>
        {(rows) =>
          rows.length === 0 ? (
            <None>{words.no_appeals}</None>
          ) : (
            <>
              <Rates
                label={words.policy}
                rows={rows.filter((row) => row.reviewer === "")}
                name={(row) => row.policy_id || words.no_policy}
              />
              <Rates
                label={words.reviewer}
                rows={rows.filter((row) => row.reviewer !== "")}
                name={(row) => row.reviewer}
              />
            </>
          )
        }
      </Asked>
    </section>
  );
}

interface RatesProps {
  label: string;
  rows: ReversalRate[];
  name: (row: ReversalRate) => string;
}

function Rates({ label, rows, name }: RatesProps) {
  const words = useWords().quality;
  if (rows.length === 0) return null;
  return (
    <table className="rates">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" className="number">
            {words.decided}
          </th>
          <th scope="col" className="number">
            {words.changed}
          </th>
          <th scope="col" className="number">
            {words.reversed}
          </th>
          <th scope="col">{words.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={name(row)}>
            <td>
              <bdi>{name(row).slice(0, 80)}</bdi>
            </td>
            <td className="number" data-label={words.decided}>
              {count(row.decided)}
            </td>
            <td className="number" data-label={words.changed}>
              {count(row.changed)}
            </td>
            <td className="number" data-label={words.reversed}>
              {count(row.reversed)}
            </td>
            <td>
              <span className="with-interval">
                <Interval value={row.share} low={row.low} high={row.high} />
                {percent(row.share)}{" "}
                <span className="soft">
                  ({percent(row.low)} – {percent(row.high)})
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const percent = (share: number) => `${(100 * share).toFixed(0)}%`;
