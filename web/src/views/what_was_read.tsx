import type { ReadReport, RunSummary } from "../report/data";
import { count, counted } from "../words/numbers";
import { Plain } from "../words/text";

// What went in: each input with its digest, and what of it could not be used and why.
export function WhatWasRead({ read_report }: { read_report: ReadReport }) {
  return (
    <>
      <div className="wide-table">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section tabIndex={0} aria-label="Inputs">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col">Layout</th>
                <th scope="col" className="number">
                  Rows
                </th>
                <th scope="col" className="number">
                  Bad rows
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {read_report.inputs.map((input) => (
                <tr key={`${input.path} ${input.sha256}`}>
                  <td>
                    <Plain text={input.path} />
                  </td>
                  <td>
                    <Plain text={[input.layout, input.format].filter(Boolean).join(", ")} />
                  </td>
                  <td className="number">{count(input.rows)}</td>
                  <td className="number">{count(input.bad_rows)}</td>
                  <td className="mono digest">{input.sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <ul className="plain-list">
        {readFacts(read_report).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {read_report.bad_rows.map((bad) => (
        <details key={bad.kind}>
          <summary>
            {counted(bad.count, "bad row")}: <Plain text={bad.kind} />
          </summary>
          <ul className="plain-list small">
            {bad.samples.map((sample) => (
              <li key={sample.where}>
                <span className="mono">
                  <Plain text={sample.where} />
                </span>{" "}
                <Plain text={sample.reason} limit={300} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function readFacts(report: ReadReport): string[] {
  const facts: string[] = [];
  if (report.bad_rows.length === 0) facts.push("No bad rows.");
  if (report.merged_rows > 0)
    facts.push(`${counted(report.merged_rows, "row")} merged into posts that have several values.`);
  if (report.repeated_post_ids > 0)
    facts.push(`${counted(report.repeated_post_ids, "post id")} came more than once; the first was kept.`);
  if (report.replaced_characters > 0)
    facts.push(`${counted(report.replaced_characters, "character")} could not be read and became U+FFFD.`);
  if (report.damaged_ids > 0)
    facts.push(
      `${counted(report.damaged_ids, "identifier")} had been turned into numbers like 1.01421E+18 before and cannot be told apart.`,
    );
  if (report.filtered_rows > 0)
    facts.push(`${counted(report.filtered_rows, "row")} left out by the filters that were set.`);
  return facts;
}

// How it came about, so that anybody can do it again.
export function HowComputed({ run }: { run: RunSummary }) {
  const others = run.settings.filter((setting) => setting.name !== "seed");
  return (
    <>
      <h3 className="apart">To get this result again</h3>
      <pre className="command">
        <bdi>{run.command.slice(0, 5000)}</bdi>
      </pre>
      <dl className="settings">
        <dt>Lockstep</dt>
        <dd>{run.version}</dd>
        <dt>seed</dt>
        <dd>{run.seed}</dd>
        {others.map((setting) => (
          <div key={`${setting.name} ${setting.value}`} className="setting">
            <dt>
              <Plain text={setting.name} />
            </dt>
            <dd>
              <Plain text={setting.value} limit={300} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
