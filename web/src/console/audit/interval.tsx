// A share with its interval on one axis from 0 to 1 (or −1 to 1), the same for every row.
interface IntervalProps {
  value: number;
  low: number;
  high: number;
  from?: number;
}

const WIDTH = 120;

export function Interval({ value, low, high, from = 0 }: IntervalProps) {
  const x = (at: number) => 4 + ((Math.max(from, Math.min(1, at)) - from) / (1 - from)) * (WIDTH - 8);
  return (
    <svg width={WIDTH} height="14" viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true" className="interval">
      <path className="grid-line" d={`M4 7H${WIDTH - 4}`} />
      <rect className="chance-band" x={x(low)} y="4" width={Math.max(1, x(high) - x(low))} height="6" rx="3" />
      <circle className="seen-dot" cx={x(value)} cy="7" r="3.5" />
    </svg>
  );
}
