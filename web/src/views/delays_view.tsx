import { scaleLinear } from "d3-scale";
import { round } from "../marks/paths";
import { useWidth } from "../marks/size";
import { sayDelays } from "../networks/say_delays";
import type { Delays } from "../report/data";
import { expected } from "../words/chance";
import { count, decimal, duration } from "../words/numbers";
import { useViewWords } from "../words/view_words";

const HEIGHT = 190;
const TOP = 10;
const BOTTOM = HEIGHT - 34;
const LEFT = 38;
const LATER = 30; // width of the bar of all that came after the last bin
const GAP = 16; // before it

// How long after the first member the others come: bars are what was seen, the lines what the best plan and the best reaction
// would give. All that came after the last bin stands apart, since there a reaction differs most from a plan.
export function DelaysView({ delays }: { delays: Delays }) {
  const { ref, width } = useWidth<HTMLElement>(520);
  const words = useViewWords().delays;
  if (sum(delays.seen) + delays.beyond === 0) return <p className="none">{words.none}</p>;
  return (
    <figure className="delays" ref={ref}>
      <ul className="legend small">
        <li>
          <svg width="14" height="10" aria-hidden="true">
            <rect className="delay-bar" width="14" height="10" />
          </svg>
          {words.seen}
        </li>
        <li>
          <LineSample className="plan-line" /> {words.plan(duration(delays.plan_span_seconds))}
        </li>
        <li>
          <LineSample className="reaction-line" /> {words.reaction(duration(delays.reaction_median_seconds))}
        </li>
      </ul>
      <DelaysPicture delays={delays} width={width} />
      <figcaption className="caption">
        {sayDelays(delays, words)} {words.cannot_tell}
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

// What the laws would put after the last bin: the rest of as many delays as were seen.
function later({ seen, beyond }: Delays, law: number[]): number {
  return Math.max(0, sum(seen) + beyond - sum(law));
}

function sum(values: number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function DelaysPicture({ delays, width }: { delays: Delays; width: number }) {
  const words = useViewWords().delays;
  const { edges, seen, beyond, plan, reaction } = delays;
  const bins = seen.length;
  const right = width - LATER - 6; // of the bins; beyond it stands what came later
  const step = (right - LEFT - GAP) / bins;
  const rest = { plan: later(delays, plan), reaction: later(delays, reaction) };
  const most = Math.max(...seen, ...plan, ...reaction, beyond, rest.plan, rest.reaction);
  const y = scaleLinear([0, most], [BOTTOM, TOP]).nice(4);
  const line = (law: number[], after: number) =>
    law.map((value, bin) => `${bin === 0 ? "M" : "L"}${round(LEFT + (bin + 0.5) * step)} ${round(y(value))}`).join("") +
    `M${right} ${round(y(after))}h${LATER}`;
  const labels = edges.map((edge) => shortly(edge));
  const every = Math.ceil((6.4 * Math.max(...labels.map((label) => label.length)) + 8) / step);
  const lines = { plan: line(plan, rest.plan), reaction: line(reaction, rest.reaction) };
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <path className="grid-line" d={`M${LEFT} ${y(tick)}H${width}`} />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {count(tick)}
            </text>
          </g>
        ))}
      {seen.map((each, bin) => (
        <Bar key={edges[bin]} x={LEFT + bin * step} width={step} top={y(each)} />
      ))}
      <Bar x={right} width={LATER} top={y(beyond)} />
      <path className="under-line" d={lines.plan} />
      <path className="under-line" d={lines.reaction} />
      <path className="plan-line" d={lines.plan} />
      <path className="reaction-line" d={lines.reaction} />
      {labels.map(
        (label, at) =>
          at % every === 0 &&
          at <= bins - every / 2 && (
            <text key={edges[at]} x={round(LEFT + at * step)} y={BOTTOM + 14} textAnchor="middle">
              {label}
            </text>
          ),
      )}
      <text x={right + LATER / 2} y={BOTTOM + 14} textAnchor="middle">
        {words.later}
      </text>
      <text x={(LEFT + right) / 2} y={BOTTOM + 30} textAnchor="middle">
        {words.after}
      </text>
    </svg>
  );
}

function Bar({ x, width, top }: { x: number; width: number; top: number }) {
  const space = Math.min(1, width / 6);
  return (
    <rect
      className="delay-bar"
      x={round(x + space)}
      y={round(top)}
      width={round(Math.max(1, width - 2 * space))}
      height={round(BOTTOM - top)}
    />
  );
}

function shortly(edge: number): string {
  return edge === 0 ? "0" : edge < 120 ? `${decimal(Number(edge.toPrecision(3)))} s` : duration(edge);
}

function DelaysTable({ delays }: { delays: Delays }) {
  const words = useViewWords().delays;
  const { edges, seen, beyond, plan, reaction } = delays;
  const [after, ...columns] = words.columns;
  return (
    <details>
      <summary>{words.as_table}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{after}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
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
          <tr>
            <td>{words.later}</td>
            <td className="number">{count(beyond)}</td>
            <td className="number">{expected(later(delays, plan))}</td>
            <td className="number">{expected(later(delays, reaction))}</td>
          </tr>
        </tbody>
      </table>
    </details>
  );
}
