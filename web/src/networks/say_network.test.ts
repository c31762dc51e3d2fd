import { expect, test } from "vitest";
import { makeData } from "../../tests/make_data";
import type { NetworkData } from "../report/data";
import { ENGLISH_VIEWS } from "../words/view_words";
import { sayClass } from "./classes";
import { sayExpected, sayRatio, saySeen } from "./say_chance";
import { sayDelays } from "./say_delays";

const words = ENGLISH_VIEWS;
const [, made] = makeData().networks;
const network = (change: Partial<NetworkData>): NetworkData => ({ ...made, ...change });

test("seen and chance are said with their intervals", () => {
  const said = network({ seen: 31, judged_occasions: 12, expected: 0.4, expected_low: 0, expected_high: 2 });
  expect(saySeen(said, words.chance)).toBe(
    "On the 12 occasions that were not used to find them, two members came within 60 s of each other 31 times.",
  );
  expect(sayExpected(said, words.chance)).toMatch(/would do so 0\.4 times; in 95 of 100 cases 0 to 2 times/);
  expect(
    sayRatio(network({ seen: 31, expected: 0.4, ratio: 77.5, ratio_low: 52.1, ratio_high: 116.8 }), words.chance),
  ).toBe("78 times as often (95%: 52–120)");
});

test("where there is no ratio or no interval, none is made up", () => {
  expect(sayRatio(network({ seen: 9, expected: 0.0001, ratio: null }), words.chance)).toBe(
    "chance gives next to none, so no ratio",
  );
  expect(sayRatio(network({ seen: 0, ratio: 0 }), words.chance)).toBe("none seen, so no ratio");
  expect(sayRatio(network({ seen: 4, expected: 1, ratio: 4, ratio_low: null, ratio_high: null }), words.chance)).toBe(
    "4 times as often; too few occasions for an interval",
  );
  expect(saySeen(network({ seen: 0, judged_occasions: 1 }), words.chance)).toMatch(
    /1 occasion that was not used .*, no two members came within 60 s/,
  );
});

test("delays speak for a plan, for a reaction, or for neither", () => {
  const said = (log_likelihood_ratio: number) => sayDelays({ ...made.delays, log_likelihood_ratio }, words.delays);
  expect(said(12.4)).toMatch(/These delays end: .* speak for a plan \(log likelihood ratio 12\)/);
  expect(said(-7)).toMatch(/have a tail: half come within 18 s.* for a reaction \(log likelihood ratio −7\.0\)/);
  expect(said(1.2)).toMatch(/do not tell/);
});

test("only synchronised networks are nominated, and no class is called a bad name", () => {
  for (const each of ["synchronised", "closed_ring", "close_circle", "declared_automation"] as const) {
    for (const regime of ["timing", "company"] as const) {
      const said = sayClass(network({ class: each, regime }));
      expect(said.startsWith(each === "synchronised" ? "Nominated for review:" : "Shown, not nominated:")).toBe(true);
      expect(said).not.toMatch(/bot|inauthentic|fake|manipul|troll|suspicious/i);
    }
  }
});

test("what is beyond chance, but not far, is said to be that and not friendship", () => {
  const circle = (ratio: number, log_likelihood_ratio: number) =>
    sayClass(network({ class: "close_circle", ratio, delays: { ...made.delays, log_likelihood_ratio } }));
  expect(circle(3, -9)).toMatch(/as friends or colleagues/);
  expect(circle(3, 5.5)).toMatch(/do not tell a plan/);
  expect(circle(1.9, -9)).toMatch(/not so far beyond chance/);
});

test("where sources are not known, none is claimed", () => {
  const unknown = { ...made.objects, source: made.objects.source.map(() => null) };
  expect(sayClass(network({ class: "synchronised" }))).toMatch(/More than one source carries it/);
  expect(sayClass(network({ class: "synchronised", objects: unknown }))).toMatch(/cannot be told here/);
});

test("where an hour's company carried it, nothing is said of who reacts to whom", () => {
  expect(sayClass(network({ class: "synchronised", regime: "company" }))).not.toMatch(/react/);
});
