import { utcTickInterval } from "d3-time";
import type { Times } from "../words/times";

export interface TimeTick {
  time: number;
  label: string;
  strong: boolean; // a new day among hours, a new year among months
}

// Round instants of the reader's zone: midnights there, not in UTC.
export function timeTicks(from: number, to: number, wanted: number, times: Times): TimeTick[] {
  const shift = times.offset(from);
  const [start, stop] = [(from + shift) * 1000, (to + shift) * 1000];
  const interval = utcTickInterval(new Date(start), new Date(stop), wanted);
  if (!interval) return [];
  const local = interval.range(new Date(start), new Date(stop + 1)).map((date) => date.getTime() / 1000);
  const step = local.length > 1 ? local[1] - local[0] : to - from;
  return local.map((each) => {
    const time = each - times.offset(each - shift);
    return { time, ...label(each, time, step, times) };
  });
}

function label(local: number, time: number, step: number, times: Times): { label: string; strong: boolean } {
  const date = new Date(local * 1000);
  if (step >= 300 * 86400) return { label: String(date.getUTCFullYear()), strong: false };
  if (step >= 27 * 86400) {
    const january = date.getUTCMonth() === 0;
    return { label: january ? String(date.getUTCFullYear()) : times.shortDay(time).split(" ")[1], strong: january };
  }
  const midnight = local % 86400 === 0;
  if (step >= 86400 || midnight) return { label: times.shortDay(time), strong: step < 86400 };
  return { label: step >= 60 ? times.minute(time) : times.clock(time), strong: false };
}

const LETTER = 7; // px, rather too wide
const BETWEEN = 6;

// The ticks with what stands under each: nothing where it would run into the one before it, and the last one within the picture.
export function placeLabels(ticks: TimeTick[], x: (time: number) => number, width: number) {
  let taken = Number.NEGATIVE_INFINITY;
  return ticks.map((tick) => {
    const length = LETTER * tick.label.length;
    const at_end = x(tick.time) > width - length / 2;
    const left = x(tick.time) - (at_end ? length : length / 2);
    const fits = left >= taken + BETWEEN;
    if (fits) taken = left + length;
    return { ...tick, label: fits ? tick.label : "", anchor: at_end ? ("end" as const) : ("middle" as const) };
  });
}
