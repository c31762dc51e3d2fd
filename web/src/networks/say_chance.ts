import type { NetworkData } from "../report/data";
import { expected, ratio } from "../words/chance";
import { count, counted, duration } from "../words/numbers";

// Seen beside chance, in words: the same as the picture says, for whoever does not see it.

export function saySeen(network: NetworkData): string {
  const { seen, judged_occasions, window_seconds } = network;
  const on = `On the ${counted(judged_occasions, "occasion")} that ${judged_occasions === 1 ? "was" : "were"} not used to find them`;
  const close = `came within ${duration(window_seconds)} of each other`;
  if (seen === 0) return `${on}, no two members ${close}.`;
  return `${on}, two members ${close} ${seen === 1 ? "once" : `${count(seen)} times`}.`;
}

export function sayExpected({ expected: mean, expected_low, expected_high }: NetworkData): string {
  const who = "Independent accounts with the same sources, hours and habits";
  if (expected_high === 0) return `${who} would not do so at all.`;
  return `${who} would do so ${expected(mean)} times; in 95 of 100 cases ${expected(expected_low)} to ${expected(expected_high)} times, which is the band.`;
}

// What can be said of how many times as often: nothing where chance gives next to none, no interval where too few occasions.
export function sayRatio(network: NetworkData): string {
  const { seen, ratio: times, ratio_low, ratio_high } = network;
  if (seen === 0) return "none seen, so no ratio";
  if (times === null || !hasRatio(network)) return "chance gives next to none, so no ratio";
  if (ratio_low === null || ratio_high === null)
    return `${ratio(times)} times as often; too few occasions for an interval`;
  return `${ratio(times)} times as often (95%: ${ratio(ratio_low)}–${ratio(ratio_high)})`;
}

export function hasRatio({ expected: mean, ratio: times, seen }: NetworkData): boolean {
  return seen > 0 && mean >= 0.01 && times !== null;
}
