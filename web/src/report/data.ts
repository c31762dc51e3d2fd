// What the program puts into report.html: the one contract between lockstep/results/report_data.cpp and these views.
// Names are those of the C++ fields and of the CSV columns. Rows that come in thousands are columns: arrays of one length.
// Times are seconds since 1970, UTC, with a fraction where the data has one. `null` is "not known", never zero.

export interface ReportData {
  run: RunSummary;
  read_report: ReadReport;
  traces: TraceSummary[];
  networks: NetworkData[]; // those that stood the tests: nominated ones first, then by p_value; networks.csv has the same order
  candidates: Candidates; // what did not stand
  tests: Tests;
  left_out: LeftOut; // what did not fit under the size that was chosen
}

export interface RunSummary {
  version: string;
  title: string; // names of the inputs, for the heading
  command: string; // what to type to get this result again
  seed: number;
  pseudonyms: boolean; // accounts, handles and post ids are keyed hashes
  settings: { name: string; value: string }[]; // as run.json has them, in order
  accounts: number;
  events: number;
  first_time: number | null;
  last_time: number | null;
  resolution_seconds: number; // all times are multiples of it
  notes: string[]; // sentences that the reader must know (missing zone, narrowed objects, …)
}

export interface ReadReport {
  inputs: { path: string; format: string; layout: string; sha256: string; rows: number; bad_rows: number }[];
  bad_rows: { kind: string; count: number; samples: { where: string; reason: string }[] }[];
  merged_rows: number;
  repeated_post_ids: number;
  replaced_characters: number;
  damaged_ids: number;
  filtered_rows: number;
}

export interface TraceSummary {
  trace: string; // "co-repost"
  description: string; // "the same post reposted"
  window_seconds: number;
  min_shared: number;
  objects: number; // touched at all
  touches: number;
  pairs: number; // that reached min_shared
  hot_objects: { object: string; touches: number; window_seconds: number | null }[]; // null: left out
  gaps: Histogram; // seconds between the two touches, over all pairs' shared objects
  weights: Histogram; // shared objects a pair
}

// counts[i] lies in [edges[i], edges[i + 1])
export interface Histogram {
  edges: number[];
  counts: number[];
}

// Only synchronised networks are nominated for review; the others are shown.
export type NetworkClass = "synchronised" | "closed_ring" | "close_circle" | "declared_automation";

export interface Tests {
  windows_seconds: number[]; // every window on which networks were looked for
  level: number; // false discovery rate over all proposals
  proposals: number; // groups proposed, and judged on posts that were not used to find them
  candidates_by_count: number; // networks that counting alone would have named
  references: string[]; // sentences: what "by chance" rests on in this run
  power: Power;
}

// What this export could have shown at all.
export interface Power {
  sentence: string;
  rows: PowerRow[];
}

export interface PowerRow {
  members: number;
  jitter_seconds: number;
  window_seconds: number;
  occasions: number | null; // the least at which such a network would have been found with probability .8; null: not with 40
}

// Columns; the most surprising first. candidates.csv has all of them.
export interface Candidates {
  candidate_id: string[];
  found_by: string[]; // "count": met often enough; "test": proposed by the test on some posts, failed on the others
  members: number[];
  accounts: string[]; // the first few members' ids, separated by blanks
  window_seconds: number[];
  occasions: number[]; // left to judge by
  p_value: (number | null)[];
  q_value: (number | null)[];
  reason: string[];
}

export interface NetworkData {
  network_id: string;
  class: NetworkClass;
  regime: "timing" | "company"; // seconds to minutes with known sources, or an hour's company
  window_seconds: number;
  p_value: number; // on posts that were not used to find it
  q_value: number;
  judged_occasions: number; // those that judged it
  seen: number; // meetings on these: two members within the window on one object
  expected: number; // the same, by chance
  expected_low: number; // 95% of what chance would give
  expected_high: number;
  ratio: number | null; // seen : expected (null: chance gives none), with a 95% interval (null: too few occasions)
  ratio_low: number | null;
  ratio_high: number | null;
  chance_sentence: string; // what chance would have given, in one sentence, with q
  alternatives: Alternative[];
  delays: Delays;
  size: number; // members, also those left out below
  occasions: number; // objects that at least two members touched within the window
  shared: number; // sum over its pairs of shared objects
  first_time: number;
  last_time: number;
  sentence: string; // what was observed, in one sentence
  evidence_for: Claim[];
  evidence_against: Claim[];
  members: Members;
  pairs: NetworkPairs;
  objects: NetworkObjects;
  touches: Touches; // of members, on `objects`
  others: { object: number[]; time: number[] }; // touches of these objects by everybody else, perhaps a sample
  activity: { member: number[]; time: number[] }; // every post of a member, perhaps a sample
  posts: Posts; // what `touches` points at
}

export interface Claim {
  text: string;
  accounts: string[]; // those it speaks of, if only some
}

// What else could have made the same picture.
export interface Alternative {
  alternative: string; // fans, a wire, a team, a cascade, a schedule
  fit: "fits" | "fits partly" | "does not fit" | "cannot be told";
  text: string;
}

// After the first member of each occasion. Bin i lies in [edges[i], edges[i + 1]) seconds.
export interface Delays {
  edges: number[];
  seen: number[];
  beyond: number; // seen after the last bin
  plan: number[]; // what the best fitting plan would put into each bin
  reaction: number[];
  plan_span_seconds: number;
  reaction_median_seconds: number;
  log_likelihood_ratio: number; // above 0 it speaks for a plan
  least_for_a_plan?: number; // the log likelihood ratio that a nomination asks for; not in results of before
}

export interface Members {
  account_id: string[];
  confidence: number[]; // 1 − the member's q; not a probability of guilt
  handle: (string | null)[];
  display_name: (string | null)[];
  created_at: (number | null)[];
  followers: (number | null)[];
  events: number[]; // all of the account's posts that were read
  occasions: number[]; // objects touched within the window of another member
  judged_occasions: number[]; // those among them that were not used to find the network
  joined?: boolean[]; // judged by all occasions instead, among everybody who was there; not in results of the first builds
  partners: number[]; // members it forms a pair with
  x: number[]; // position in the graph, 0..1, fixed by the seed
  y: number[];
}

export interface NetworkPairs {
  a: number[]; // position in members
  b: number[];
  shared: number[]; // distinct objects within the window, each pair of posts counted under its most specific trace
  first_time: number[]; // of the later of the two touches
  last_time: number[];
}

export interface NetworkObjects {
  trace: number[]; // position in ReportData.traces
  object: string[]; // the URL, the post id, the text …
  source: (string | null)[]; // who or what stands behind it, where known
  touches: number[]; // by everybody in the stream
  accounts: number[]; // different accounts in the stream
  window_seconds: number[]; // the window used for it (narrowed for a hot object)
  judged: boolean[]; // held out when the network was found, and counted when it was judged
  seen: (number | null)[]; // meetings there (null: the object took no part in the test)
  expected: (number | null)[]; // by chance
}

export interface Touches {
  object: number[]; // position in objects
  member: number[]; // position in members
  time: number[];
  post: number[]; // position in posts; -1 where the table has no posts
}

export interface Posts {
  post_id: (string | null)[];
  kind: string[];
  text: (string | null)[];
  urls: (string | null)[]; // separated by blanks
}

export interface LeftOut {
  max_bytes: number; // the size chosen
  networks: number;
  candidates: number;
  members: number;
  pairs: number;
  posts: number; // whose text was left out
  activity: number; // ticks left out of the lanes
}
