import { expect, test } from "vitest";
import { bytes, counted, duration, seconds } from "./numbers";
import { plain, unbroken } from "./text";
import { makeTimes } from "./times";

test("durations have at most two units and no digit too many", () => {
  const said = [0, 0.25, 14, 60, 125, 3600, 3660, 7199.6, 90000, -61].map(duration);
  expect(said).toEqual(["0 s", "0.25 s", "14 s", "60 s", "2 min 5 s", "1 h", "1 h 1 min", "2 h", "1 d 1 h", "−61 s"]);
});

test("counts are grouped, and one is one", () => {
  expect([counted(1, "account"), counted(35125, "post"), counted(0, "touch", "touches")]).toEqual([
    "1 account",
    "35,125 posts",
    "0 touches",
  ]);
  expect([seconds(3600), seconds(0.125), bytes(20_000_000)]).toEqual(["3,600 s", "0.125 s", "20 MB"]);
});

test("a stranger's text is one short line without marks that turn or hide", () => {
  expect(plain("a\u202eb\u0000c\n\td")).toBe("abc d");
  expect(plain("x".repeat(100_000), 8)).toBe("xxxxxxx…");
  expect(Array.from(plain("🚢".repeat(50), 5)).length).toBe(5);
});

test("a number stays on one line with its unit", () => {
  expect(unbroken("within 10 s of each other, on 3 days; q = 2 × 10⁻⁹")).toBe(
    "within 10\u00a0s of each other, on 3 days; q = 2\u00a0×\u00a010⁻⁹",
  );
});

test("times are written in the reader's zone, to the second or as coarse as the data", () => {
  const time = Date.UTC(2024, 2, 31, 0, 30, 5) / 1000;
  expect(makeTimes("UTC", 1).moment(time)).toBe("31 Mar 2024 00:30:05");
  expect(makeTimes("America/New_York", 60).moment(time)).toBe("30 Mar 2024 20:30");
  expect(makeTimes("UTC", 86400).moment(time)).toBe("31 Mar 2024");
  expect(makeTimes("UTC", 0.01).clock(time + 0.25)).toBe("00:30:05.25");
  expect(makeTimes("Europe/Berlin", 1).offset(time)).toBe(3600);
  expect(makeTimes("Europe/Berlin", 1).offset(time + 3600)).toBe(7200);
});

test("a span repeats neither month nor year", () => {
  const at = (month: number, day: number, year = 2024) => Date.UTC(year, month, day) / 1000;
  const { span } = makeTimes("UTC", 1);
  expect([
    span(at(2, 4), at(2, 4)),
    span(at(2, 4), at(2, 18)),
    span(at(2, 4), at(4, 1)),
    span(at(11, 30), at(0, 2, 2025)),
  ]).toEqual(["4 Mar 2024", "4–18 Mar 2024", "4 Mar – 1 May 2024", "30 Dec 2024 – 2 Jan 2025"]);
});
