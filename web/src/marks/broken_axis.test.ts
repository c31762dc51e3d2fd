import { expect, test } from "vitest";
import { makeBrokenAxis } from "./broken_axis";

test("equal ratios are equal lengths, and everything lies between the ends", () => {
  const { x, ticks, break_at } = makeBrokenAxis([0.4, 0.12, 1.3, 31], 10, 410);
  expect(break_at).toBeNull();
  expect(ticks).toEqual([0.1, 1, 10, 100]);
  expect(x(1) - x(0.1)).toBeCloseTo(x(100) - x(10));
  expect([x(0.1), x(100)]).toEqual([10, 410]);
});

test("zero has a place of its own, left of a break", () => {
  const { x, ticks, break_at } = makeBrokenAxis([0, 0.0003, 4, 31], 10, 410);
  expect(ticks[0]).toBe(0);
  expect([x(0), x(0.0003)]).toEqual([10, 10]);
  expect(break_at).toBeGreaterThan(10);
  expect(x(1)).toBeGreaterThan(break_at ?? 0);
});

test("large numbers alone need no place for one", () => {
  expect(makeBrokenAxis([113, 136, 159, 667], 0, 400).ticks).toEqual([10, 100, 1000]);
});

test("nothing but zeros still makes an axis, and a narrow one has fewer ticks", () => {
  expect(makeBrokenAxis([0, 0, 0], 0, 300).ticks).toEqual([0, 1, 10, 100]);
  expect(makeBrokenAxis([0.02, 300_000], 0, 200).ticks.length).toBeLessThan(5);
});
