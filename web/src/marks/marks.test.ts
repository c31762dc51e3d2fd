import { expect, test } from "vitest";
import { makeTimes } from "../words/times";
import { nearestMark, nextMark } from "./cursor";
import { placeLabels, timeTicks } from "./time_ticks";

const marks = [
  { x: 0, y: 0 },
  { x: 50, y: 0 },
  { x: 20, y: 15 },
  { x: 55, y: 15 },
];

test("an arrow key stays in its row while it can, and goes to the nearest of the next row", () => {
  expect(nextMark(marks, 0, [1, 0], 12)).toBe(1);
  expect(nextMark(marks, 1, [0, 1], 12)).toBe(3);
  expect(nextMark(marks, 3, [-1, 0], 12)).toBe(2);
  expect(nextMark(marks, 3, [0, 1], 12)).toBe(3);
});

test("a pointer takes the nearest mark within its reach, or none", () => {
  expect(nearestMark(marks, 48, 3, 9)).toBe(1);
  expect(nearestMark(marks, 35, 0, 9)).toBe(-1);
});

test("days begin at midnight of the reader's zone, also over a change of the clock", () => {
  const times = makeTimes("Europe/Berlin", 1);
  const ticks = timeTicks(Date.UTC(2024, 2, 29) / 1000, Date.UTC(2024, 3, 3) / 1000, 6, times);
  expect(ticks.length).toBeGreaterThan(3);
  for (const tick of ticks) expect(times.minute(tick.time)).toBe("00:00");
});

test("hours say the day at midnight", () => {
  const start = Date.UTC(2024, 2, 4, 18) / 1000;
  const labels = timeTicks(start, start + 12 * 3600, 5, makeTimes("UTC", 1)).map((tick) => tick.label);
  expect(labels).toEqual(["18:00", "21:00", "5 Mar", "03:00", "06:00"]);
});

test("what stands under a tick does not run into its neighbour, nor over the edge", () => {
  const tick = (time: number) => ({ time, label: "24 Mar", strong: false });
  const placed = placeLabels([tick(100), tick(160), tick(195), tick(300)], (time) => time, 310);
  expect(placed.map((each) => each.label)).toEqual(["24 Mar", "24 Mar", "", "24 Mar"]);
  expect(placed.map((each) => each.anchor)).toEqual(["middle", "middle", "middle", "end"]);
  const close = placeLabels([tick(250), tick(300)], (time) => time, 310); // the last is pushed left
  expect(close.map((each) => each.label)).toEqual(["24 Mar", ""]);
});
