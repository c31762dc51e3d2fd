import type { components } from "../../../src/console/api/schema.ts";
import type * as Api from "../../../src/console/api/types.ts";
import type { NetworkData, ReportData } from "../../../src/report/data.ts";
import { scenarios } from "../../scenarios.ts";

// What the fake holds: enough of the rules for the views to be seen in every state, in memory, the same each time.
export const NOW = Math.floor(Date.now() / 1000);
const DAY = 86400;

export interface FakeCase {
  row: Api.CaseRow;
  members: Api.Member[];
  network: NetworkData;
  notes: Api.Note[];
  decisions: Api.Decision[];
  snapshots: Api.SnapshotRow[];
  missing: string[];
}

export interface State {
  data: ReportData;
  people: Api.Person[];
  settings: Api.Settings;
  policies: Api.Policy[];
  cases: FakeCase[];
  runs: Api.Run[];
  appeals: Omit<Api.Appeal, "may_decide" | "why_not">[];
  notices: (Api.Notice & { token: string })[];
  templates: Omit<Api.NoticeTemplate, "etag">[];
  messages: Api.Message[];
  history: Api.HistoryRow[];
  reviews: (Api.ReviewTask & { decided_by: number; done: boolean })[];
  tokens: Api.ApiToken[];
  invitations: Map<string, components["schemas"]["Invitation"]>;
}

const PEOPLE: [string, string, Api.Role[]][] = [
  ["ada", "Ada Lind", ["administrator"]],
  ["rosa", "Rosa Mertens", ["reviewer", "analyst"]],
  ["ivo", "Ivo Brandt", ["reviewer"]],
  ["noor", "Noor Haddad", ["appeals_reviewer"]],
  ["pia", "Pia Okafor", ["publisher"]],
  ["otto", "Otto Berg", ["auditor"]],
];

export function makeState(scenario = "town"): State {
  const data = scenarios[scenario]();
  const people = PEOPLE.map(([handle, name, roles], at) => ({
    person_id: at + 1,
    handle,
    name,
    roles,
    active: true,
    totp: false,
    signed_up: true,
    created_at: NOW - 40 * DAY,
    etag: `"${handle}"`,
  }));
  const cases = data.networks.map((network, at) => makeCase(network, at, data.networks.length));
  return {
    data,
    people,
    settings: {
      second_opinion_above: 5,
      case_days: 14,
      appeal_days: 183,
      appeal_answer_days: 14,
      quality_share: 0.1,
      session_hours: 12,
      webhook_url: "",
      webhook_secret: "",
      public_url: "https://review.example",
      language: "en",
      veil_text: false,
      run_folders: ["/srv/exports"],
      retention_posts_days: 0,
      retention_notes_days: 0,
      retention_files_days: 0,
    },
    policies: [policy(3, false), policy(4, true)],
    cases,
    runs: [run(data, cases)],
    appeals: [],
    notices: [],
    templates: [
      { language: "en", kind: "decision", text: TEMPLATE },
      { language: "de", kind: "decision", text: "Zu Ihrem Konto {account_id}: {measure}." },
    ],
    messages: [],
    history: [],
    reviews: [],
    tokens: [],
    invitations: new Map([["first", { purpose: "first", handle: "", name: "" }]]),
  };
}

const TEMPLATE =
  "Your account {account_id}: {measure}. {sentence} Rule: {policy_name}, version {policy_version}. {reasons} You may appeal until {appeal_until, date, long}: {appeal_link}";

function policy(version: number, is_newest: boolean): Api.Policy {
  return {
    policy_id: "manipulation",
    version,
    name: "Acting in concert §2",
    text: "Accounts must not be used together to make one voice look like many. This holds for everybody alike, whatever is said.",
    measures: ["no_action", "label", "limit_visibility", "suspend", "terminate", "hold"],
    active: is_newest, // an older version is no longer in use
    created_at: NOW - 90 * DAY,
  };
}

function run(data: ReportData, cases: FakeCase[]): Api.Run {
  return {
    run_id: 1,
    name: "Ferries in March",
    state: "imported",
    files: ["ferries.csv"],
    options: [],
    folder: "/srv/runs/1",
    error: "",
    created_by: 2,
    created_by_name: "Rosa Mertens",
    created_at: NOW - 3 * DAY,
    started_at: NOW - 3 * DAY,
    ended_at: NOW - 3 * DAY + 40,
    stage: "",
    progress: 1,
    networks: data.networks.length,
    nominated_networks: data.networks.length - 2,
    nominated_accounts: 60,
    accounts: data.run.accounts,
    events: data.run.events,
    case_ids: cases.map((each) => each.row.case_id),
  };
}

function makeCase(network: NetworkData, at: number, all: number): FakeCase {
  const case_id = 127 - at;
  const { members } = network;
  return {
    row: {
      case_id,
      title: `${network.size} accounts · ${network.class}`,
      state: at === 3 ? "held" : "open",
      network_class: network.class,
      regime: network.regime,
      members: members.account_id.length,
      occasions: network.occasions,
      seen: network.seen,
      expected: network.expected,
      q_value: network.q_value,
      priority: all - at,
      sentence: network.sentence,
      first_time: network.first_time,
      last_time: network.last_time,
      opened_at: NOW - (3 + at) * DAY,
      updated_at: NOW - DAY,
      deadline: NOW + (11 - 3 * at) * DAY + 3600,
      claimed_by: at === 2 ? 3 : null,
      claimed_by_name: at === 2 ? "Ivo Brandt" : null,
      appeals: 0,
      version: 1,
    },
    members: members.account_id
      .map((account_id, member) => ({
        account_id,
        handle: members.handle[member],
        display_name: members.display_name[member],
        created_at: members.created_at[member],
        followers: members.followers[member],
        events: members.events[member],
        occasions: members.occasions[member],
        judged_occasions: members.judged_occasions[member],
        confidence: members.confidence[member],
        kept: true,
        reason: "",
        is_new: false,
        is_gone: false,
        other_cases: member === 1 ? 1 : 0,
        measure: null,
      }))
      .sort((a, b) => b.confidence - a.confidence),
    network,
    notes: [],
    decisions: [],
    snapshots: [
      {
        snapshot: 1,
        run_id: 1,
        network_id: network.network_id,
        created_at: NOW - 3 * DAY,
        new_members: 0,
        gone_members: 0,
      },
    ],
    missing: at === 0 ? ["The follow graph is not in the data: who saw whom cannot be told."] : [],
  };
}
