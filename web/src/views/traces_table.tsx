import type { TraceSummary } from "../report/data";
import { count, duration } from "../words/numbers";

// Each behaviour that was looked for, and how much of it there was.
export function TracesTable({ traces }: { traces: TraceSummary[] }) {
  return (
    <div className="wide-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section tabIndex={0} aria-label="Traces">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Looked for</th>
              <th scope="col" className="number">
                Window
              </th>
              <th scope="col" className="number">
                At least
              </th>
              <th scope="col" className="number">
                Touches
              </th>
              <th scope="col" className="number">
                Objects
              </th>
              <th scope="col" className="number">
                Pairs
              </th>
            </tr>
          </thead>
          <tbody>
            {traces.map((trace) => (
              <tr key={trace.trace}>
                <td>
                  {trace.description} <span className="soft small">{trace.trace}</span>
                </td>
                <td className="number">{duration(trace.window_seconds)}</td>
                <td className="number">{count(trace.min_shared)} shared</td>
                <td className="number">{count(trace.touches)}</td>
                <td className="number">{count(trace.objects)}</td>
                <td className="number">{count(trace.pairs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
