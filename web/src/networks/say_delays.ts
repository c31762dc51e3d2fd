import type { Delays } from "../report/data";
import { decimals, duration } from "../words/numbers";
import type { ViewTexts } from "../words/view_words";

// What the delays say of how the accounts came together. A plan to act within a minute ends after a minute; people who
// react to each other, or to the same bell, leave a tail.

// Of the log likelihood ratio, as the engine asks of a nomination: less in either direction says nothing.
export const CLEAR = 6;

export function sayDelays(delays: Delays, words: ViewTexts["delays"]): string {
  const ratio = signed(delays.log_likelihood_ratio);
  if (delays.log_likelihood_ratio >= CLEAR) return words.says_plan(duration(delays.plan_span_seconds), ratio);
  if (delays.log_likelihood_ratio <= -CLEAR)
    return words.says_reaction(duration(delays.reaction_median_seconds), ratio);
  return words.says_neither(ratio);
}

function signed(value: number): string {
  return `${value < 0 ? "−" : ""}${decimals(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)}`;
}
