import { count, decimal, sayUnder } from "./numbers.ts";

// Probabilities and what chance would give, with no more digits than are known.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// "0.32", "0.012", "2 × 10⁻⁹"
export function probability(value: number): string {
  if (value <= 0) return sayUnder("10⁻³⁰⁰");
  if (value >= 0.001) return decimal(Number(value.toPrecision(value < 0.1 ? 1 : 2)));
  const [digit, exponent] = value.toExponential(0).split("e-");
  return `${digit} × 10⁻${Array.from(exponent, (each) => RAISED[Number(each)]).join("")}`;
}

// A count that need not be whole: "0", sayUnder(decimal(0.01)), "0.4", "2.8", "1,240".
export function expected(value: number): string {
  if (value === 0) return "0";
  if (value < 0.01) return sayUnder(decimal(0.01));
  if (value < 1) return decimal(Number(value.toPrecision(1)));
  return value < 10 ? decimal(Number(value.toFixed(1))) : count(Math.round(value));
}

// "78", "7.8", "1,300": two digits, since more are not known.
export function ratio(value: number): string {
  const known = Number(value.toPrecision(2));
  return known < 10 ? decimal(known) : count(known);
}

// Cut, not rounded, so that nobody looks surer than they are.
export function confidence(value: number): string {
  if (value > 0.999) return `> ${decimal(0.999)}`;
  const digits = value >= 0.99 ? 1000 : 100;
  return decimal(Math.floor(value * digits + 1e-9) / digits);
}
