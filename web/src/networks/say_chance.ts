import type { NetworkData } from "../report/data";
import { expected, ratio } from "../words/chance";
import { duration } from "../words/numbers";
import type { ViewTexts } from "../words/view_words";

// Seen beside chance, in words: the same as the picture says, for whoever does not see it.

type ChanceTexts = ViewTexts["chance"];

export function saySeen({ seen, judged_occasions, window_seconds }: NetworkData, words: ChanceTexts): string {
  return words.says_seen(judged_occasions, duration(window_seconds), seen);
}

export function sayExpected(network: NetworkData, words: ChanceTexts): string {
  const { expected: mean, expected_low, expected_high } = network;
  if (expected_high === 0) return words.not_at_all;
  return words.says_expected(expected(mean), expected(expected_low), expected(expected_high));
}

// What can be said of how many times as often: nothing where chance gives next to none, no interval where too few occasions.
export function sayRatio(network: NetworkData, words: ChanceTexts): string {
  const { seen, ratio: times, ratio_low, ratio_high } = network;
  if (seen === 0) return words.none_seen;
  if (times === null || !hasRatio(network)) return words.none_by_chance;
  if (ratio_low === null || ratio_high === null) return words.no_interval(ratio(times));
  return words.ratio(ratio(times), ratio(ratio_low), ratio(ratio_high));
}

export function hasRatio({ expected: mean, ratio: times, seen }: NetworkData): boolean {
  return seen > 0 && mean >= 0.01 && times !== null;
}
