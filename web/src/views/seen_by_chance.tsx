import { makeBrokenAxis } from "../marks/broken_axis";
import { useWidth } from "../marks/size";
import { hasRatio, sayExpected, sayRatio, saySeen } from "../networks/say_chance";
import type { NetworkData } from "../report/data";
import { expected } from "../words/chance";
import { count, decimal } from "../words/numbers";
import { useViewWords } from "../words/view_words";

const MIDDLE = 40; // of the dots, and below them
const AXIS = 70;
const HEIGHT = 94;
const ROW = 17; // a second row of words, where the two dots lie close

// Seen, and by chance, always together: a dot each on one axis, and the band in which chance alone would lie.
export function SeenByChance({ network }: { network: NetworkData }) {
  const { ref, width } = useWidth<HTMLElement>(520);
  const words = useViewWords().chance;
  const { seen, expected: mean, expected_low, expected_high } = network;
  const { x, ticks, break_at } = makeBrokenAxis([seen, mean, expected_low, expected_high], 12, width - 16);
  const [from, to] = [Math.max(x(mean), x(expected_high)) + 8, x(seen) - 10];
  const is_close = Math.abs(x(seen) - x(mean)) < 110;
  const lift = is_close ? ROW : 0;
  return (
    <figure className="seen-by-chance" ref={ref}>
      <svg width={width} height={HEIGHT + lift} viewBox={`0 ${-lift} ${width} ${HEIGHT + lift}`} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <path className="grid-line" d={`M${x(tick)} ${MIDDLE - 14}V${AXIS}`} />
            <text x={x(tick)} y={AXIS + 16} textAnchor="middle">
              {tick >= 1 ? count(tick) : decimal(tick)}
            </text>
          </g>
        ))}
        {break_at !== null && <path className="axis-break" d={`M${break_at - 5} ${AXIS + 4}l4 -8m2 8l4 -8`} />}
        <rect
          className="chance-band"
          x={x(expected_low) - 7}
          y={MIDDLE - 7}
          width={x(expected_high) - x(expected_low) + 14}
          height="14"
          rx="7"
        />
        {to > from && <path className="ratio-line" d={`M${from} ${MIDDLE}H${to}`} />}
        <circle className="chance-dot" cx={x(mean)} cy={MIDDLE} r="5" />
        <circle className={seen === 0 ? "seen-dot none-seen" : "seen-dot"} cx={x(seen)} cy={MIDDLE} r="6.5" />
        <Label
          x={x(mean)}
          y={MIDDLE - 18}
          width={width}
          className="chance-text"
          text={words.by_chance(expected(mean))}
        />
        <Label
          x={x(seen)}
          y={MIDDLE - 18 - lift}
          width={width}
          className="seen-strong"
          text={words.seen(count(seen))}
        />
        <Label x={(x(mean) + x(seen)) / 2} y={MIDDLE + 22} width={width} text={sayRatio(network, words)} />
      </svg>
      <figcaption className="caption">
        {saySeen(network, words)} {sayExpected(network, words)}{" "}
        {hasRatio(network) ? words.that_is(sayRatio(network, words)) : ""} {words.three}
      </figcaption>
    </figure>
  );
}

// Beside its mark, and inside the picture.
function Label({ x, y, width, text, className }: LabelProps) {
  const half = 3.3 * text.length;
  const at = Math.max(half, Math.min(width - half, x));
  return (
    <text x={at} y={y} textAnchor="middle" className={className}>
      {text}
    </text>
  );
}

interface LabelProps {
  x: number;
  y: number;
  width: number;
  text: string;
  className?: string;
}
