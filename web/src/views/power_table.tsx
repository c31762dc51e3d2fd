import { useId } from "react";
import type { PowerRow } from "../report/data";
import { count, duration } from "../words/numbers";

// The least number of occasions at which a network would have been found: how far its posts are spread down, how many
// accounts across.
export function PowerTable({ rows }: { rows: PowerRow[] }) {
  const caption = useId();
  if (rows.length === 0) return <p className="none">This data holds too little to say what would have been found.</p>;
  const { sizes, jitters, at } = layOut(rows);
  return (
    <div className="wide-table power">
      <p id={caption} className="small soft">
        The least number of occasions at which such a network would have been found in this data with probability .8,
        where six in ten of its accounts take part each time
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section tabIndex={0} aria-labelledby={caption}>
        <table className="plain" aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Posts spread over
              </th>
              <th scope="colgroup" colSpan={sizes.length} className="across">
                Accounts
              </th>
            </tr>
            <tr>
              {sizes.map((size) => (
                <th key={size} scope="col" className="number">
                  {count(size)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {jitters.map((jitter) => (
              <tr key={jitter}>
                <th scope="row">{duration(jitter)}</th>
                {sizes.map((size) => (
                  <td key={size} className="number">
                    <Least row={at(jitter, size)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Least({ row }: { row: PowerRow | undefined }) {
  if (!row) return <span className="not-known">not computed</span>;
  if (row.occasions === null) return <span className="soft">not with 40</span>;
  return (
    <>
      {count(row.occasions)} <span className="soft small within">within {duration(row.window_seconds)}</span>
    </>
  );
}

// Where several windows were tried for the same network, the one that finds it soonest counts.
export function layOut(rows: PowerRow[]) {
  const ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  const occasions = (row: PowerRow) => row.occasions ?? Number.POSITIVE_INFINITY;
  const at = (jitter: number, size: number) =>
    rows
      .filter((row) => row.jitter_seconds === jitter && row.members === size)
      .reduce<PowerRow | undefined>((best, row) => (best && occasions(best) <= occasions(row) ? best : row), undefined);
  return {
    sizes: ascending(rows.map((row) => row.members)),
    jitters: ascending(rows.map((row) => row.jitter_seconds)),
    at,
  };
}
