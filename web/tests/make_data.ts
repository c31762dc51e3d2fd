import type {
  Claim,
  Histogram,
  Members,
  NetworkClass,
  NetworkData,
  ReportData,
  TraceSummary,
} from "../src/report/data.ts";
import { addTest, makeCandidates, makeTests } from "./make_tested.ts";

// Report data of a made-up town: ferries, bakeries, a market hall. The same seed gives the same bytes.

export interface DataOptions {
  seed: number;
  networks: number;
  members: (rank: number) => number; // of the network at this place
  pairs_limit: number; // over all networks
  classes: NetworkClass[]; // of the networks in turn, the last for all that follow
  candidates: number;
  texts: boolean; // posts with texts, handles and links, or hashed ids alone
  days: number;
}

const TRACES = [
  { trace: "co-repost", description: "the same post reposted", verb: "reposted the same posts" },
  { trace: "co-link", description: "the same link posted", verb: "posted the same links" },
  { trace: "co-text", description: "the same text posted", verb: "posted the same texts" },
];
const SUBJECTS = [
  "Ferry timetable changes from Monday, all lines",
  "The bakery by the harbour opens at five again",
  "Why the old market hall must stay open in winter",
  "Two more evening boats to the island this summer",
  "Rye bread on Saturdays: where the queue is shortest",
  "The lighthouse gets a new lamp; the old one goes to the museum",
  "Swimming hours at the north pier, by tide",
  "The choir sings on the noon ferry on Sunday",
];
const SOURCES = ["@harbour_daily", "@island_ferries", "@market_hall", "@baker_street_bread", null];
const CLASSES: NetworkClass[] = [
  "synchronised",
  "synchronised",
  "synchronised",
  "close_circle",
  "closed_ring",
  "declared_automation",
  "synchronised",
];
const START = Date.UTC(2024, 2, 4, 6) / 1000;

export function makeData(options: Partial<DataOptions> = {}): ReportData {
  const settings: DataOptions = {
    seed: 7,
    networks: 9,
    members: (rank) => [12, 34, 7, 4, 5, 3, 3, 2, 2][rank] ?? 3,
    pairs_limit: Number.POSITIVE_INFINITY,
    classes: CLASSES,
    candidates: 140,
    texts: true,
    days: 14,
    ...options,
  };
  const random = makeRandom(settings.seed);
  let pairs_left = settings.pairs_limit;
  const networks: NetworkData[] = [];
  for (let rank = 0; rank < settings.networks; ++rank) {
    const network = makeNetwork(settings, random, rank, pairs_left);
    pairs_left -= network.pairs.a.length;
    networks.push(network);
  }
  const nominated = (network: NetworkData) => (network.class === "synchronised" ? 1 : 0);
  networks.sort((a, b) => nominated(b) - nominated(a) || a.p_value - b.p_value);
  networks.forEach((network, rank) => {
    network.network_id = `n${rank + 1}`;
  });
  return { ...makeRun(settings, networks, random), networks };
}

// Park and Miller's generator: small, known, the same everywhere.
export function makeRandom(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

type Random = () => number;

function makeNetwork(settings: DataOptions, random: Random, rank: number, pairs_left: number): NetworkData {
  const size = settings.members(rank);
  const window_seconds = 60;
  const trace = rank % TRACES.length;
  const occasions = size > 20 ? 40 + Math.floor(30 * random()) : size >= 10 ? 31 : 4 + Math.floor(20 * random());
  const touches = { object: [] as number[], member: [] as number[], time: [] as number[], post: [] as number[] };
  const others = { object: [] as number[], time: [] as number[] };
  const posts = {
    post_id: [] as (string | null)[],
    kind: [] as string[],
    text: [] as (string | null)[],
    urls: [] as (string | null)[],
  };
  const objects: NetworkData["objects"] = {
    trace: [],
    object: [],
    source: [],
    touches: [],
    accounts: [],
    window_seconds: [],
    judged: [],
    seen: [],
    expected: [],
  };
  const lag = Array.from({ length: size }, (_, member) => (member < 3 ? 2 + 3 * member : 6 + 45 * random()));
  const zeal = Array.from({ length: size }, (_, member) => (member < 3 ? 0.95 : 0.25 + 0.6 * random()));

  for (let object = 0; object < occasions; ++object) {
    const day = Math.floor(random() * settings.days);
    const at = START + day * 86400 + Math.floor(random() * 15 * 3600);
    const subject = SUBJECTS[Math.floor(random() * SUBJECTS.length)];
    const source = SOURCES[Math.floor(random() * SOURCES.length)];
    for (let member = 0; member < size; ++member) {
      if (random() > zeal[member] && !(member < 2)) continue;
      const late = random() < 0.04 ? 3600 * (0.3 + 5 * random()) : 0;
      const time = at + Math.floor(lag[member] * (0.6 + 0.6 * random()) + late);
      touches.object.push(object);
      touches.member.push(member);
      touches.time.push(time);
      touches.post.push(settings.texts ? posts.post_id.length : -1);
      if (settings.texts) addPost(posts, trace, subject, source, rank, object, member);
    }
    const crowd = Math.floor(random() ** 3 * 40);
    for (let other = 0; other < crowd; ++other) {
      others.object.push(object);
      others.time.push(at + Math.floor(random() ** 2 * 900));
    }
    objects.trace.push(trace);
    objects.object.push(nameObject(settings, trace, subject, rank, object));
    objects.source.push(settings.texts ? source : null);
    objects.touches.push(0);
    objects.accounts.push(0);
    objects.window_seconds.push(window_seconds);
  }
  for (const table of [touches, others]) {
    for (const object of table.object) {
      ++objects.touches[object];
      ++objects.accounts[object];
    }
  }
  const pairs = countPairs(size, touches, window_seconds, pairs_left);
  const members = makeMembers(settings, random, rank, size, touches, pairs);
  const activity = makeActivity(random, members, settings.days, touches);
  const first_time = touches.time.reduce((a, b) => Math.min(a, b));
  const last_time = touches.time.reduce((a, b) => Math.max(a, b));
  const counted = {
    network_id: "",
    size,
    occasions,
    shared: pairs.shared.reduce((sum, each) => sum + each, 0),
    first_time,
    last_time,
    sentence: `${size} accounts ${TRACES[trace].verb} within ${window_seconds} seconds on ${occasions} occasions.`,
    evidence_for: makeFor(objects, occasions),
    evidence_against: makeAgainst(members, size),
    members,
    pairs,
    objects,
    touches,
    others,
    activity,
    posts,
  };
  const network_class = settings.classes[Math.min(rank, settings.classes.length - 1)];
  return addTest(counted, network_class, window_seconds, random);
}

function nameObject(settings: DataOptions, trace: number, subject: string, rank: number, object: number): string {
  if (!settings.texts) return hashed(`object ${rank} ${object}`);
  if (trace === 1) return `https://notes.example/${subject.toLowerCase().replace(/[^a-z]+/g, "-")}/${rank}-${object}`;
  return trace === 2 ? subject : `${1700000000000 + rank * 1000 + object}`;
}

function hashed(text: string): string {
  let made = "";
  let state = 2166136261;
  for (let round = 0; made.length < 40; ++round) {
    for (const letter of `${text}${round}`) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0;
    made += state.toString(16).padStart(8, "0");
  }
  return made.slice(0, 40);
}

function addPost(
  posts: NetworkData["posts"],
  trace: number,
  subject: string,
  source: string | null,
  rank: number,
  object: number,
  member: number,
): void {
  posts.post_id.push(`${rank}${String(object).padStart(4, "0")}${String(member).padStart(4, "0")}`);
  posts.kind.push(trace === 0 ? "repost" : "post");
  posts.text.push(trace === 0 ? `RT ${source ?? "@town_notes"}: ${subject}` : subject);
  posts.urls.push(trace === 1 ? `https://notes.example/${rank}-${object}` : null);
}

function countPairs(
  size: number,
  touches: NetworkData["touches"],
  window_seconds: number,
  limit: number,
): NetworkData["pairs"] {
  const found = new Map<number, { shared: number; first: number; last: number }>();
  const byObject = new Map<number, number[]>();
  touches.object.forEach((object, at) => {
    byObject.set(object, [...(byObject.get(object) ?? []), at]);
  });
  for (const positions of byObject.values()) {
    for (const p of positions) {
      for (const q of positions) {
        const [a, b] = [touches.member[p], touches.member[q]];
        if (a >= b || Math.abs(touches.time[p] - touches.time[q]) > window_seconds) continue;
        const later = Math.max(touches.time[p], touches.time[q]);
        const pair = found.get(a * size + b) ?? { shared: 0, first: later, last: later };
        found.set(a * size + b, {
          shared: pair.shared + 1,
          first: Math.min(pair.first, later),
          last: Math.max(pair.last, later),
        });
      }
    }
  }
  const kept = [...found].filter(([, pair]) => pair.shared >= 2).slice(0, Math.max(0, limit));
  kept.sort(([p], [q]) => p - q);
  return {
    a: kept.map(([key]) => Math.floor(key / size)),
    b: kept.map(([key]) => key % size),
    shared: kept.map(([, pair]) => pair.shared),
    first_time: kept.map(([, pair]) => pair.first),
    last_time: kept.map(([, pair]) => pair.last),
  };
}

const NAMES = [
  "anna",
  "bo",
  "clara",
  "david",
  "eva",
  "finn",
  "greta",
  "hugo",
  "ida",
  "jonas",
  "karla",
  "leo",
  "mia",
  "nils",
  "olga",
  "paul",
];

function makeMembers(
  settings: DataOptions,
  random: Random,
  rank: number,
  size: number,
  touches: NetworkData["touches"],
  pairs: NetworkData["pairs"],
): Omit<Members, "confidence" | "judged_occasions"> {
  const each = Array.from({ length: size }, (_, member) => member);
  const occasions = each.map((member) => new Set(touches.object.filter((_, at) => touches.member[at] === member)).size);
  const handle = (member: number) =>
    `${NAMES[(member + rank) % NAMES.length]}_${["quay", "rye", "tide", "pier"][member % 4]}${10 + ((member * 7 + rank) % 89)}`;
  const angle = each.map((member) => (member / size) * 2 * Math.PI + 0.4 * random());
  const radius = each.map((member) => (member < 3 ? 0.12 : 0.3 + 0.2 * random()));
  return {
    account_id: each.map((member) =>
      settings.texts ? `${9000000 + rank * 1000 + member}` : hashed(`account ${rank} ${member}`),
    ),
    handle: each.map((member) => (settings.texts ? handle(member) : null)),
    display_name: each.map((member) =>
      settings.texts && member % 5 !== 4
        ? NAMES[(member + rank) % NAMES.length].replace(/^./, (first) => first.toUpperCase())
        : null,
    ),
    created_at: each.map((member) =>
      settings.texts && member % 3 !== 1 ? START - 86400 * Math.floor(200 + 2500 * random()) : null,
    ),
    followers: each.map((member) => (settings.texts && member % 4 !== 3 ? Math.floor(random() ** 3 * 9000) : null)),
    events: each.map((member) => occasions[member] + 40 + Math.floor(500 * random())),
    occasions,
    partners: each.map((member) => pairs.a.filter((a, at) => a === member || pairs.b[at] === member).length),
    x: each.map((member) => 0.5 + Math.cos(angle[member]) * radius[member]),
    y: each.map((member) => 0.5 + Math.sin(angle[member]) * radius[member]),
  };
}

function makeActivity(
  random: Random,
  members: Pick<Members, "account_id" | "events">,
  days: number,
  touches: NetworkData["touches"],
): NetworkData["activity"] {
  const activity: NetworkData["activity"] = { member: [...touches.member], time: [...touches.time] };
  const each = Math.min(120, Math.floor(30000 / members.account_id.length));
  members.account_id.forEach((_, member) => {
    for (let post = 0; post < Math.min(each, members.events[member]); ++post) {
      activity.member.push(member);
      activity.time.push(START + Math.floor(random() * days) * 86400 + Math.floor((1 + 14 * random()) * 3600));
    }
  });
  return activity;
}

function makeFor(objects: NetworkData["objects"], occasions: number): Claim[] {
  const quiet = objects.touches.filter((touches) => touches < 10).length;
  const sources = new Set(objects.source.filter((source) => source !== null)).size;
  const claims = [
    {
      text: `${quiet} of the ${occasions} objects had fewer than 10 touches in all: little to run into each other at.`,
      accounts: [],
    },
  ];
  if (sources > 1) claims.push({ text: `The company stays the same over ${sources} sources.`, accounts: [] });
  return claims;
}

function makeAgainst(members: Pick<Members, "account_id" | "occasions">, size: number): Claim[] {
  const few = members.account_id.filter((_, member) => members.occasions[member] <= 6);
  const claims: Claim[] = [
    { text: "A team with shared shifts would look similar on weekdays; 4 occasions fall on weekends.", accounts: [] },
  ];
  if (few.length > 0)
    claims.push({ text: `${few.length} of ${size} members rest on 6 occasions or fewer each:`, accounts: few });
  return claims;
}

function makeRun(
  { seed, texts, days, candidates }: DataOptions,
  networks: NetworkData[],
  random: Random,
): Omit<ReportData, "networks"> {
  const accounts = networks.reduce((sum, network) => sum + network.size, 0) * 40 + 211;
  const events = accounts * 22 + 14;
  const title = texts ? "town_posts.csv" : "hashed_posts.csv.gz";
  return {
    run: {
      version: "0.1.0",
      title,
      command: `lockstep detect ${title} --out result --seed ${seed}`,
      seed,
      pseudonyms: false,
      settings: [
        { name: "windows", value: "60 s" },
        { name: "min-shared", value: "2" },
        { name: "resolution of communities", value: "1" },
        { name: "max-bad-rows", value: "10%" },
      ],
      accounts,
      events,
      first_time: START,
      last_time: START + days * 86400,
      resolution_seconds: 1,
      notes: texts
        ? [
            "The times have no zone; they were taken as UTC.",
            "The windows of 3 objects that many touched were narrowed.",
          ]
        : ["This table has no texts: posts are shown by who, what and when."],
    },
    read_report: {
      inputs: [
        {
          path: `data/${title}`,
          format: texts ? "csv" : "csv, gzip",
          layout: texts ? "plain" : "coortweet",
          sha256: hashed("input") + hashed("again").slice(0, 24),
          rows: events + 12,
          bad_rows: 12,
        },
      ],
      bad_rows: [
        {
          kind: "time is not a date",
          count: 9,
          samples: [{ where: `data/${title}:18402`, reason: 'column 3 "time": "31/02/2024 10:00" is not a date' }],
        },
        { kind: "ragged row", count: 3, samples: [{ where: `data/${title}:220`, reason: "7 fields instead of 9" }] },
      ],
      merged_rows: 0,
      repeated_post_ids: 2,
      replaced_characters: 0,
      damaged_ids: 0,
      filtered_rows: 0,
    },
    traces: TRACES.map((trace, at) => makeTrace(trace, at, random)),
    candidates: makeCandidates(candidates, random),
    tests: makeTests(networks.length + Math.ceil(candidates / 3), Math.floor((2 * candidates) / 3) + networks.length),
    left_out: { max_bytes: 20_000_000, networks: 0, candidates: 0, members: 0, pairs: 0, posts: 0, activity: 0 },
  };
}

function makeTrace({ trace, description }: (typeof TRACES)[number], at: number, random: Random): TraceSummary {
  return {
    trace,
    description,
    window_seconds: 60,
    min_shared: 2,
    objects: 12400 - 3000 * at,
    touches: 61200 - 14000 * at,
    pairs: 3120 - 700 * at,
    hot_objects:
      at === 2
        ? []
        : Array.from({ length: 2 - at }, (_, hot) => ({
            object: `${SUBJECTS[hot]}`,
            touches: 4100 - 900 * hot,
            window_seconds: hot === 1 ? null : 10,
          })),
    gaps: makeGaps(random),
    weights: makeWeights(),
  };
}

function makeGaps(random: Random): Histogram {
  const edges = Array.from({ length: 21 }, (_, bin) => bin * 3);
  return { edges, counts: edges.slice(1).map((_, bin) => Math.floor(2200 * Math.exp(-bin / 5) + 300 + 60 * random())) };
}

function makeWeights(): Histogram {
  const edges = [1, 2, 3, 4, 5, 6, 8, 11, 16, 21, 31, 41];
  return { edges, counts: edges.slice(1).map((_, bin) => Math.floor(48000 / (bin + 1) ** 3.2)) };
}
