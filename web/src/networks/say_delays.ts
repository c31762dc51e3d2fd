import type { Delays } from "../report/data";
import { duration } from "../words/numbers";

// What the delays say of how the accounts came together. A plan to act within a minute ends after a minute; people who
// react to each other, or to the same bell, leave a tail.

const CLEAR = 4; // of the log likelihood ratio: less in either direction says nothing

export function sayDelays({ log_likelihood_ratio, plan_span_seconds, reaction_median_seconds }: Delays): string {
  const ratio = `log likelihood ratio ${signed(log_likelihood_ratio)}`;
  if (log_likelihood_ratio >= CLEAR)
    return `A plan ends, a reaction has a tail. These delays end: after ${duration(plan_span_seconds)} hardly anybody comes any more. They speak for a plan (${ratio}).`;
  if (log_likelihood_ratio <= -CLEAR)
    return `A plan ends, a reaction has a tail. These delays have a tail: half come within ${duration(reaction_median_seconds)}, others much later. They speak for a reaction (${ratio}).`;
  return `A plan ends, a reaction has a tail. These delays fit the one about as well as the other (${ratio}), so they do not tell.`;
}

export const DELAYS_CANNOT_TELL =
  "They cannot tell who planned it or why: people who are all told at the same moment end as a plan does, and a plan with loose times has a tail.";

function signed(value: number): string {
  const rounded = Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0);
  return rounded.replace("-", "−");
}
