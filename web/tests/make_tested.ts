import type { Alternative, Candidates, Delays, NetworkClass, NetworkData, Tests } from "../src/report/data.ts";
import { probability } from "../src/words/chance.ts";

// What the test would say about the made-up town: judged occasions, meetings by chance, delays, and what failed.

type Random = () => number;
type Counted = Omit<NetworkData, TestedName | "members"> & {
  members: Omit<NetworkData["members"], "confidence" | "judged_occasions">;
};
type TestedName =
  | "class"
  | "regime"
  | "window_seconds"
  | "p_value"
  | "q_value"
  | "judged_occasions"
  | "seen"
  | "expected"
  | "expected_low"
  | "expected_high"
  | "ratio"
  | "ratio_low"
  | "ratio_high"
  | "chance_sentence"
  | "alternatives"
  | "delays";

export function addTest(
  counted: Counted,
  network_class: NetworkClass,
  window_seconds: number,
  random: Random,
): NetworkData {
  const { objects, touches, size } = counted;
  const meetings = countMeetings(counted, window_seconds);
  const by_chance = objects.touches.map((all) => round(((size * (size - 1)) / 2) * Math.min(0.02, (all + 3) / 20_000)));
  objects.judged = objects.object.map((_, object) => object % 3 !== 0);
  objects.seen = meetings;
  objects.expected = by_chance;
  const judged = objects.judged.flatMap((each, object) => (each && meetings[object] > 0 ? [object] : []));
  const total = (values: number[]) => judged.reduce((sum, object) => sum + values[object], 0);
  const [seen, expected] = [total(meetings), round(total(by_chance))];
  const ratio = seen / expected;
  const spread = judged.length < 4 ? null : Math.exp(2 / Math.sqrt(judged.length));
  const p_value = 10 ** -Math.min(60, 3 + counted.shared / 60);
  const is_judged = (at: number) => objects.judged[touches.object[at]];
  const members = {
    ...counted.members,
    confidence: counted.members.occasions.map((occasions) => 1 - Math.min(0.4, 1.2 * Math.exp(-occasions / 2.8))),
    judged_occasions: counted.members.account_id.map(
      (_, member) => new Set(touches.object.filter((_, at) => touches.member[at] === member && is_judged(at))).size,
    ),
  };
  return {
    ...counted,
    members,
    class: network_class,
    regime: "timing",
    window_seconds,
    p_value,
    q_value: 3 * p_value,
    judged_occasions: judged.length,
    seen,
    expected,
    expected_low: Math.max(0, Math.floor(expected - 2 * Math.sqrt(expected))),
    expected_high: Math.ceil(expected + 2 * Math.sqrt(expected)),
    ratio,
    ratio_low: spread && ratio / spread,
    ratio_high: spread && ratio * spread,
    chance_sentence: sayChance(judged.length, seen, expected, 3 * p_value),
    alternatives: makeAlternatives(network_class),
    delays: makeDelays(counted, window_seconds, random),
  };
}

function sayChance(judged: number, seen: number, expected: number, q_value: number): string {
  const known = (value: number) => value.toLocaleString("en-GB", { maximumSignificantDigits: value < 10 ? 2 : 15 });
  return `On ${judged} occasions that were not used to find them, two of them met ${known(seen)} times; independent accounts with the same sources and hours would meet ${known(expected)} times, ${known(Math.round(seen / expected))} times as often; q = ${probability(q_value)}.`;
}

function countMeetings({ touches, objects }: Counted, window_seconds: number): number[] {
  const seen = objects.object.map(() => 0);
  touches.object.forEach((object, p) => {
    for (let q = p + 1; q < touches.object.length && touches.object[q] === object; ++q) {
      if (Math.abs(touches.time[p] - touches.time[q]) <= window_seconds) ++seen[object];
    }
  });
  return seen;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

const BINS = 30;

function makeDelays({ touches }: Counted, window_seconds: number, random: Random): Delays {
  const first = new Map<number, number>();
  touches.object.forEach((object, at) => {
    first.set(object, Math.min(first.get(object) ?? Number.POSITIVE_INFINITY, touches.time[at]));
  });
  const delays = touches.object
    .map((object, at) => touches.time[at] - (first.get(object) ?? 0))
    .filter((each) => each > 0);
  const span = Math.round(window_seconds * (0.8 + 0.1 * random()));
  const width = Math.ceil((2 * span) / BINS);
  const bins = Array.from({ length: BINS }, (_, bin) => bin);
  const seen = bins.map((bin) => delays.filter((each) => Math.floor(each / width) === bin).length);
  const plan = (time: number) => Math.min(1, time / span);
  const median = 18;
  const reaction = (time: number) => (time <= 0 ? 0 : 1 / (1 + (time / median) ** -1.6));
  const fitted = (law: (time: number) => number) =>
    bins.map((bin) =>
      round(delays.length * (0.97 * (law((bin + 1) * width) - law(bin * width)) + (0.03 * width) / 3600)),
    );
  return {
    edges: [...bins, BINS].map((bin) => bin * width),
    seen,
    beyond: delays.filter((each) => each >= BINS * width).length,
    plan: fitted(plan),
    reaction: fitted(reaction),
    plan_span_seconds: span,
    reaction_median_seconds: median,
    log_likelihood_ratio: round(delays.length * 0.3),
  };
}

function makeAlternatives(network_class: NetworkClass): Alternative[] {
  const is = (each: NetworkClass) => network_class === each;
  return [
    {
      alternative: "fans of one source",
      fit: is("closed_ring") ? "fits" : "does not fit",
      text: is("closed_ring")
        ? "All occasions come from one source; people who are told when it posts would look the same."
        : "The occasions come from 4 sources; fans of one would meet at one.",
    },
    {
      alternative: "a wire or a share button",
      fit: is("declared_automation") ? "fits" : "does not fit",
      text: is("declared_automation")
        ? "Most of the accounts say that they pass feeds on, and post at regular times."
        : "Fewer than 1 in 10 of their posts are links from the same feed.",
    },
    {
      alternative: "friends or a team",
      fit: is("close_circle") ? "fits" : "fits partly",
      text: is("close_circle")
        ? "They act on each other's posts, with the delays of people who read them."
        : "Two thirds of the occasions fall on weekdays between 9 and 17.",
    },
    {
      alternative: "a cascade from one to the next",
      fit: "cannot be told",
      text: "The follow graph is not in the data; posts alone do not say who saw whom.",
    },
    {
      alternative: "a schedule",
      fit: "does not fit",
      text: "3 of 31 occasions fall into the seconds that scheduling tools use.",
    },
  ];
}

export function makeTests(proposals: number, counted: number): Tests {
  const members = [4, 8, 16, 40];
  return {
    windows_seconds: [10, 60, 600, 3600],
    level: 0.01,
    proposals,
    candidates_by_count: counted,
    references: [
      "Chance rests on 61,200 reposts of 12,400 posts by 212 sources, in this data itself.",
      "A network's own posts were left out of what it was compared with.",
    ],
    power: {
      sentence:
        "A network of 8 accounts that meets within 60 s would have been found from 7 occasions on, with probability .8.",
      rows: [10, 60, 300, 600].flatMap((jitter_seconds, slow) =>
        members.map((size, large) => {
          const occasions = 6 + 4 * slow * slow - large + (slow > 1 && large === 0 ? 20 : 0);
          return {
            members: size,
            jitter_seconds,
            window_seconds: jitter_seconds <= 60 ? jitter_seconds : 600,
            occasions: occasions > 40 ? null : occasions,
          };
        }),
      ),
    },
  };
}

const REASONS = [
  "not beyond chance on the occasions left to judge by",
  "fewer than 3 occasions left to judge by",
  "members meet at one source only, and not beyond its other readers",
];

export function makeCandidates(many: number, random: Random): Candidates {
  const each = Array.from({ length: many }, (_, at) => at);
  const p_value = each.map((at) => (at % 11 === 10 ? null : Math.min(1, 0.004 * 1.0002 ** at + (0.3 * at) / many)));
  return {
    candidate_id: each.map((at) => `c${at + 1}`),
    found_by: each.map((at) => (at % 3 === 0 ? "test" : "count")),
    members: each.map(() => 2 + Math.floor(random() ** 4 * 60)),
    accounts: each.map((at) => [0, 1, 2].map((more) => String(9500000 + 3 * at + more)).join(" ")),
    window_seconds: each.map((at) => [10, 60, 600, 3600][at % 4]),
    occasions: each.map(() => Math.floor(random() ** 2 * 30)),
    p_value,
    q_value: p_value.map((p) => p && Math.min(1, 4 * p)),
    reason: each.map((at) => (p_value[at] === null ? REASONS[1] : REASONS[at % 7 === 3 ? 2 : 0])),
  };
}
