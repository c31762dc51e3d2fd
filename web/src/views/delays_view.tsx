import { scaleLinear } from "d3-scale";
import { round } from "../marks/paths";
import { useWidth } from "../marks/size";
import { DELAYS_CANNOT_TELL, sayDelays } from "../networks/say_delays";
import type { Delays } from "../report/data";
import { expected } from "../words/chance";
import { count, duration } from "../words/numbers";

const HEIGHT = 190;
const TOP = 10;
const BOTTOM = HEIGHT - 34;
const LEFT = 38;

// How long after the first member the others come: bars are what was seen, the lines what the best plan and the best reaction
// would give. Bars of equal width stand for bins that need not be equal.
export function DelaysView({ delays }: { delays: Delays }) {
  const { ref, width } = useWidth<HTMLElement>(520);
  const total = delays.seen.reduce((sum, each) => sum + each, 0);
  if (total === 0)
    return (
      <p className="none">
        There are no delays to look at: on the occasions that judged it, everybody came in the same instant that the
        data can tell apart.
      </p>
    );
  return (
    <figure className="delays" ref={ref}>
      <ul className="legend small">
        <li>
          <svg width="14" height="10" aria-hidden="true">
            <rect className="delay-bar" width="14" height="10" />
          </svg>
          seen
        </li>
        <li>
          <LineSample className="plan-line" /> best plan: all within {duration(delays.plan_span_seconds)}
        </li>
        <li>
          <LineSample className="reaction-line" /> best reaction: half within {duration(delays.reaction_median_seconds)}
        </li>
      </ul>
      <DelaysPicture delays={delays} width={width} />
      <figcaption className="caption">
        {sayDelays(delays)} {DELAYS_CANNOT_TELL}
      </figcaption>
      <DelaysTable delays={delays} />
    </figure>
  );
}

function LineSample({ className }: { className: string }) {
  return (
    <svg width="26" height="10" aria-hidden="true">
      <path className={className} d="M0 5H26" />
    </svg>
  );
}

function DelaysPicture({ delays: { edges, seen, plan, reaction }, width }: { delays: Delays; width: number }) {
  const bins = seen.length;
  const step = (width - LEFT - 14) / bins;
  const y = scaleLinear([0, Math.max(...seen, ...plan, ...reaction)], [BOTTOM, TOP]).nice(4);
  const line = (law: number[]) =>
    law.map((value, bin) => `${bin === 0 ? "M" : "L"}${round(LEFT + (bin + 0.5) * step)} ${round(y(value))}`).join("");
  const labels = edges.map((edge) => shortly(edge));
  const every = Math.ceil((6.4 * Math.max(...labels.map((label) => label.length)) + 8) / step);
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <path className="grid-line" d={`M${LEFT} ${y(tick)}H${width - 14}`} />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {count(tick)}
            </text>
          </g>
        ))}
      {seen.map((each, bin) => (
        <rect
          key={edges[bin]}
          className="delay-bar"
          x={round(LEFT + bin * step + 1)}
          y={round(y(each))}
          width={round(Math.max(1, step - 2))}
          height={round(BOTTOM - y(each))}
        />
      ))}
      <path className="under-line" d={line(plan)} />
      <path className="under-line" d={line(reaction)} />
      <path className="plan-line" d={line(plan)} />
      <path className="reaction-line" d={line(reaction)} />
      {labels.map(
        (label, at) =>
          (bins - at) % every === 0 && (
            <text key={edges[at]} x={round(LEFT + at * step)} y={BOTTOM + 14} textAnchor="middle">
              {label}
            </text>
          ),
      )}
      <text x={LEFT + (width - LEFT - 14) / 2} y={BOTTOM + 30} textAnchor="middle">
        after the first member of an occasion
      </text>
    </svg>
  );
}

function shortly(edge: number): string {
  return edge === 0 ? "0" : edge < 120 ? `${Number(edge.toPrecision(3))} s` : duration(edge);
}

function DelaysTable({ delays: { edges, seen, plan, reaction } }: { delays: Delays }) {
  return (
    <details>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">After the first</th>
            <th scope="col" className="number">
              Seen
            </th>
            <th scope="col" className="number">
              Best plan
            </th>
            <th scope="col" className="number">
              Best reaction
            </th>
          </tr>
        </thead>
        <tbody>
          {seen.map((each, bin) => (
            <tr key={edges[bin]}>
              <td>
                {shortly(edges[bin])} – {shortly(edges[bin + 1])}
              </td>
              <td className="number">{count(each)}</td>
              <td className="number">{expected(plan[bin])}</td>
              <td className="number">{expected(reaction[bin])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
