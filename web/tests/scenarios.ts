import type { ReportData } from "../src/report/data.ts";
import { makeData } from "./make_data.ts";

// The states that a report can be in.
export const scenarios: Record<string, () => ReportData> = {
  town: () => makeData(),
  hashed: () => makeData({ texts: false, seed: 11, networks: 24, members: (rank) => Math.max(2, 60 - 4 * rank) }),
  large: () =>
    makeData({
      seed: 3,
      networks: 500,
      members: (rank) => (rank === 0 ? 220 : rank < 20 ? 60 : rank < 60 ? 20 : 3 + (rank % 4)),
      pairs_limit: 50_000,
      candidates: 50_000,
    }),
  unflagged: () =>
    makeData({
      seed: 13,
      networks: 3,
      members: (rank) => 8 - 2 * rank,
      classes: ["closed_ring", "close_circle", "declared_automation"],
    }),
  odd: () => odd(makeData()),
  empty: () => nothingFound(makeData({ networks: 1 })),
  partial: () => partial(makeData()),
  hostile: () => hostile(makeData({ seed: 5 })),
};

function nothingFound(data: ReportData): ReportData {
  for (const trace of data.traces) {
    trace.pairs = 0;
    trace.weights.counts.fill(0);
  }
  return { ...data, networks: [] };
}

// Numbers at their ends: nothing by chance, nothing seen, too few occasions, no delays, coarse times.
function odd(data: ReportData): ReportData {
  const [first, second, third, fourth, fifth] = data.networks;
  Object.assign(first, {
    expected: 0,
    expected_low: 0,
    expected_high: 0,
    ratio: null,
    ratio_low: null,
    ratio_high: null,
  });
  Object.assign(second, { seen: 0, ratio: 0, ratio_low: null, ratio_high: null, q_value: 1, p_value: 0.8 });
  Object.assign(third, { ratio_low: null, ratio_high: null, regime: "company", window_seconds: 3600 });
  Object.assign(third.delays, { log_likelihood_ratio: -8.2 });
  Object.assign(fourth, {
    seen: 3,
    expected: 2.4,
    expected_low: 0,
    expected_high: 6,
    ratio: 1.25,
    ratio_low: 0.4,
    ratio_high: 3.1,
  });
  Object.assign(fourth.delays, { log_likelihood_ratio: 0.4 });
  Object.assign(fourth.objects, { judged: fourth.objects.judged.map(() => true) });
  Object.assign(fourth.members, { confidence: fourth.members.confidence.map(() => 1) });
  fifth.delays.seen.fill(0);
  fifth.delays.beyond = 0;
  fifth.objects.seen[0] = null;
  fifth.objects.expected[0] = null;
  fifth.alternatives = [];
  fifth.objects.judged.fill(false);
  data.tests.power.rows = [];
  data.tests.references = [];
  return data;
}

function partial(data: ReportData): ReportData {
  const network = data.networks[0];
  network.size += 40;
  network.occasions += 12;
  network.posts.text.fill(null);
  for (const each of data.networks.slice(1, 3)) {
    each.touches = { object: [], member: [], time: [], post: [] };
    each.activity = { member: [], time: [] };
    each.evidence_for = [];
  }
  return {
    ...data,
    left_out: {
      max_bytes: 2_000_000,
      networks: 31,
      candidates: 4210,
      members: 40,
      pairs: 812,
      posts: 391,
      activity: 12000,
    },
  };
}

const SCRIPT = "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>";
const TURNED = "\u202eeman desrever\u202c";

function hostile(data: ReportData): ReportData {
  const [network] = data.networks;
  network.members.handle[0] = SCRIPT;
  network.members.handle[1] = TURNED;
  network.members.handle[2] = "x".repeat(100_000);
  network.members.handle[3] = '=HYPERLINK("https://evil.example")';
  network.members.handle[4] = "الميناء_القديم";
  network.members.display_name[0] = "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞";
  network.posts.text[0] = SCRIPT;
  network.posts.text[1] = "long ".repeat(20_000);
  network.posts.urls[0] = "javascript:window.harmed=1 https://evil.example/";
  network.objects.object[0] = `${SCRIPT}${TURNED}`;
  network.objects.source[0] = "</script><script>window.harmed = 1</script>";
  network.evidence_for.push({ text: SCRIPT, accounts: [SCRIPT, "y".repeat(5000)] });
  data.run.title = `${TURNED} ${SCRIPT} ${"long".repeat(2000)}.csv`;
  data.run.notes.push(SCRIPT);
  data.read_report.bad_rows[0].samples[0].reason = SCRIPT;
  return data;
}
