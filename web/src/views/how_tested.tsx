import type { Tests } from "../report/data";
import { count, counted, duration } from "../words/numbers";
import { Plain } from "../words/text";
import { PowerTable } from "./power_table";

// What was tried, how strictly, and what "by chance" rests on.
export function HowTested({ tests, power_above }: { tests: Tests; power_above: boolean }) {
  return (
    <>
      <p className="reading">
        {counted(tests.proposals, "group")} {tests.proposals === 1 ? "was" : "were"} proposed on one part of the objects
        and judged on another, within {tests.windows_seconds.map((window) => duration(window)).join(", ")}. Over all of
        them, of those that stand a share of at most {percent(tests.level)} may be chance. Counting alone would have
        named {count(tests.candidates_by_count)}.
      </p>
      {tests.references.length > 0 && (
        <>
          <h3 className="apart">What “by chance” rests on</h3>
          <ul className="plain-list reading">
            {tests.references.map((sentence) => (
              <li key={sentence}>
                <Plain text={sentence} limit={500} />
              </li>
            ))}
          </ul>
        </>
      )}
      {!power_above && (
        <>
          <h3 className="apart">What this data could have shown</h3>
          <p className="reading">{tests.power.sentence}</p>
          <PowerTable rows={tests.power.rows} />
        </>
      )}
    </>
  );
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}
