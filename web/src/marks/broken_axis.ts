// A logarithmic axis with a place for zero: what lies under its lowest decade stands left of a break, since no logarithm
// reaches it and an axis without it would hide the best case of all.

export interface BrokenAxis {
  x: (value: number) => number;
  ticks: number[]; // powers of ten, and 0 where the axis has a place for it
  break_at: number | null; // where it is broken
}

const LEAST = 0.01; // nobody needs to see a smaller expectation
const ROOM = 44; // for zero and the break

export function makeBrokenAxis(values: number[], left: number, right: number): BrokenAxis {
  const shown = values.filter((value) => value >= LEAST);
  const most = Math.log10(Math.max(1, ...shown)) + 0.05;
  const least = Math.log10(Math.min(...(shown.length > 0 ? shown : [1])));
  const low = Math.min(Math.floor(least), Math.max(0, Math.ceil(most) - 2));
  const high = Math.max(low + 2, Math.ceil(most));
  const has_zero = values.some((value) => value < 10 ** low);
  const start = has_zero ? left + ROOM : left;
  const x = (value: number) =>
    value < 10 ** low ? left : start + ((Math.log10(value) - low) / (high - low)) * (right - start);
  const every = Math.ceil(((high - low) * 52) / (right - start));
  const powers = Array.from({ length: high - low + 1 }, (_, at) => at).filter((at) => at % every === 0);
  return {
    x,
    ticks: [...(has_zero ? [0] : []), ...powers.map((at) => Number(`1e${low + at}`))],
    break_at: has_zero ? left + ROOM / 2 : null,
  };
}
