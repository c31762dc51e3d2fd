import type { Delays } from "../report/data";
import { decimals, duration } from "../words/numbers";
import type { ViewTexts } from "../words/view_words";

// What the delays say of how the accounts came together. A plan to act within a minute ends after a minute; people who
// react to each other, or to the same bell, leave a tail.

// Of the log likelihood ratio, as the engine asks of a nomination among so many groups; results of before say nothing of
// it, and asked for 6. Less in either direction says nothing.
export function tell(delays: Delays): "plan" | "reaction" | "neither" {
  const least = delays.least_for_a_plan ?? 6;
  if (delays.log_likelihood_ratio >= least) return "plan";
  return delays.log_likelihood_ratio <= -least ? "reaction" : "neither";
}

export function sayDelays(delays: Delays, words: ViewTexts["delays"]): string {
  const ratio = signed(delays.log_likelihood_ratio);
  switch (tell(delays)) {
    case "plan":
      return words.says_plan(duration(delays.plan_span_seconds), ratio);
    case "reaction":
      return words.says_reaction(duration(delays.reaction_median_seconds), ratio);
    case "neither":
      return words.says_neither(ratio);
  }
}

function signed(value: number): string {
  return `${value < 0 ? "−" : ""}${decimals(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)}`;
}
