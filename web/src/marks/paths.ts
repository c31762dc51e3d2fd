import type { Mark } from "./cursor";

// Thousands of marks as one path each: a picture stays quick, and its page small.

// Round dots, when stroked with round ends: the stroke's width is their diameter.
export function dots(marks: Mark[]): string {
  return marks.map((mark) => `M${round(mark.x)} ${round(mark.y)}h0`).join("");
}

export function ticks(marks: Mark[], height: number): string {
  return marks.map((mark) => `M${round(mark.x)} ${round(mark.y - height / 2)}v${height}`).join("");
}

export function lines(pairs: [Mark, Mark][]): string {
  return pairs.map(([a, b]) => `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`).join("");
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
