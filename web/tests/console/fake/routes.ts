import { createHash } from "node:crypto";
import type * as Api from "../../../src/console/api/types.ts";
import { effectOf, noticeText, propose, putInForce } from "./decisions.ts";
import { Refusal } from "./refusal.ts";
import { type FakeCase, NOW, type State } from "./state.ts";

// The routes of the contract that the views call, against the state in memory.
export interface Asked {
  state: State;
  me: Api.Person;
  path: string[];
  query: URLSearchParams;
  body: never; // what the contract says for this route
  headers: Record<string, string | undefined>;
  tell: (changed: { act: string; case_id?: number; run_id?: number }) => void;
}

export type Route = [method: string, pattern: string, handle: (asked: Asked) => unknown];

const caseOf = ({ state, path }: Asked): FakeCase => {
  const found = state.cases.find((each) => each.row.case_id === Number(path[2]));
  if (!found) throw new Refusal(404, "missing", "There is no such case.");
  return found;
};

function needs(asked: Asked, ...roles: Api.Role[]): void {
  if (!asked.me.roles.some((role) => roles.includes(role)))
    throw new Refusal(403, "forbidden", "This is for other roles.", "Ask an administrator.");
}

function seenNewest(asked: Asked, each: FakeCase): void {
  const seen = asked.headers["if-match"];
  if (seen !== undefined && seen !== `"${each.row.version}"`)
    throw new Refusal(412, "conflict", "The case has changed.");
}

const tagOf = (text: string) => `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;

function record(asked: Asked, act: string, payload: unknown, case_id: number | null = null): void {
  const { state, me } = asked;
  state.history.unshift({
    index: state.history.length,
    time: NOW,
    person_id: me.person_id,
    name: me.name,
    act,
    case_id,
    payload: payload as Api.HistoryRow["payload"],
  });
  asked.tell({ act, ...(case_id === null ? {} : { case_id }) });
}

function detail(asked: Asked, each: FakeCase): Api.CaseDetail {
  const why_not: string[] = [];
  const { row } = each;
  if (row.state === "proposed") why_not.push("A proposal waits for a second opinion.");
  if (row.claimed_by !== null && row.claimed_by !== asked.me.person_id)
    why_not.push(`${row.claimed_by_name} has claimed it.`);
  return {
    summary: row,
    snapshots: each.snapshots,
    what_is_missing: each.missing,
    may_decide: why_not.length === 0 && asked.me.roles.includes("reviewer"),
    why_not,
  };
}

function queue(asked: Asked): Api.CasePage {
  const { query, me } = asked;
  const is = (name: string, value: string) => !query.get(name) || query.get(name) === value;
  const in_state = (state: string) => (query.get("state") === "waiting" ? state !== "decided" : is("state", state));
  const rows = asked.state.cases
    .map((each) => ({ row: each.row, each }))
    .filter(({ row, each }) => {
      if (!in_state(row.state) || !is("network_class", row.network_class)) return false;
      if (query.get("claimed") === "me" && row.claimed_by !== me.person_id) return false;
      if (query.get("claimed") === "free" && row.claimed_by !== null) return false;
      if (row.members < Number(query.get("min_members") ?? 0)) return false;
      if (row.members > Number(query.get("max_members") ?? 1e9)) return false;
      return !query.get("account") || each.members.some((member) => member.account_id === query.get("account"));
    })
    .map(({ row }) => row);
  const by: Record<string, (row: Api.CaseRow) => number> = {
    priority: (row) => -row.priority,
    deadline: (row) => row.deadline ?? 1e12,
    age: (row) => row.opened_at,
    size: (row) => -row.members,
    updated: (row) => -row.updated_at,
  };
  const key = by[query.get("sort") ?? "priority"];
  rows.sort((a, b) => key(a) - key(b));
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  const next = from + limit;
  return { cases: rows.slice(from, next), next_cursor: next < rows.length ? String(next) : null, total: rows.length };
}

function appealFor(asked: Asked, appeal: State["appeals"][number]): Api.Appeal {
  const decision = asked.state.cases
    .flatMap((each) => each.decisions)
    .find((each) => each.decision_id === appeal.decision_id);
  const why_not: string[] = [];
  const took_part =
    decision?.proposed_by === asked.me.person_id ||
    decision?.opinions.some((opinion) => opinion.person_id === asked.me.person_id);
  if (took_part) why_not.push("You took part in the decision that this appeals against.");
  if (!asked.me.roles.includes("appeals_reviewer")) why_not.push("Appeals are decided by appeals reviewers.");
  return { ...appeal, may_decide: why_not.length === 0 && appeal.state === "open", why_not };
}

function appealOf(asked: Asked): State["appeals"][number] {
  const found = asked.state.appeals.find((each) => each.appeal_id === Number(asked.path[2]));
  if (!found) throw new Refusal(404, "missing", "There is no such appeal.");
  return found;
}

export function addAppeal(
  state: State,
  notice: State["notices"][number],
  text: string,
  contact: string,
  by: number | null,
) {
  const appeal: State["appeals"][number] = {
    appeal_id: state.appeals.length + 1,
    case_id: notice.case_id,
    decision_id: notice.decision_id,
    notice_id: notice.notice_id,
    account_id: notice.account_id,
    measure:
      state.cases
        .find((each) => each.row.case_id === notice.case_id)
        ?.members.find((member) => member.account_id === notice.account_id)?.measure ?? "suspend",
    text,
    contact,
    state: "open",
    entered_by: by,
    created_at: NOW,
    deadline: NOW + 14 * 86400,
    claimed_by: null,
    claimed_by_name: null,
    outcome: null,
    reasons: null,
    new_measure: null,
    decided_by: null,
    decided_at: null,
  };
  state.appeals.push(appeal);
  const of = state.cases.find((each) => each.row.case_id === notice.case_id);
  if (of) of.row.appeals += 1;
  return appeal;
}

export const ROUTES: Route[] = [
  ["GET", "/api/people", ({ state }) => state.people],
  [
    "POST",
    "/api/people/:id/reset",
    (asked) => {
      needs(asked, "administrator");
      record(asked, "person.reset", { person_id: Number(asked.path[2]), tokens_revoked: [] });
      return { token: "a-new-link", expires_at: NOW + 3 * 86400 } satisfies Api.OneTimeLink;
    },
  ],
  ["GET", "/api/settings", ({ state }) => state.settings],
  ["PATCH", "/api/settings", ({ state, body }) => Object.assign(state.settings, body)],
  ["GET", "/api/policies", ({ state }) => state.policies],
  [
    "POST",
    "/api/policies",
    (asked) => {
      needs(asked, "administrator");
      const given = asked.body as Omit<Api.Policy, "version" | "active" | "created_at">;
      const older = asked.state.policies.filter((each) => each.policy_id === given.policy_id);
      for (const each of older) each.active = false;
      const policy: Api.Policy = { ...given, version: older.length + 1, active: true, created_at: NOW };
      asked.state.policies.push(policy);
      record(asked, "policy.added", { policy_id: policy.policy_id, version: policy.version });
      return policy;
    },
  ],
  ["GET", "/api/runs", ({ state }) => state.runs],
  ["GET", "/api/runs/:id", ({ state, path }) => state.runs.find((run) => run.run_id === Number(path[2]))],
  [
    "GET",
    "/api/mentions",
    ({ state, me }) => state.cases.flatMap((each) => each.notes).filter((note) => note.mentions.includes(me.handle)),
  ],
  ["GET", "/api/cases", queue],
  ["GET", "/api/cases/:id", (asked) => detail(asked, caseOf(asked))],
  [
    "GET",
    "/api/cases/:id/snapshots/:snapshot",
    (asked) => ({ run: asked.state.data.run, traces: asked.state.data.traces, network: caseOf(asked).network }),
  ],
  [
    "GET",
    "/api/cases/:id/members",
    (asked) => {
      const { members } = caseOf(asked);
      const from = Number(asked.query.get("cursor") ?? 0);
      const next = from + Number(asked.query.get("limit") ?? 200);
      return {
        members: members.slice(from, next),
        next_cursor: next < members.length ? String(next) : null,
        total: members.length,
        kept: members.filter((member) => member.kept).length,
      };
    },
  ],
  [
    "PATCH",
    "/api/cases/:id/members",
    (asked) => {
      needs(asked, "analyst", "reviewer");
      const each = caseOf(asked);
      seenNewest(asked, each);
      const { changes } = asked.body as { changes: { account_id: string; kept: boolean; reason: string }[] };
      for (const { account_id, ...change } of changes)
        Object.assign(each.members.find((member) => member.account_id === account_id) ?? {}, change);
      each.row.version += 1;
      record(asked, "members.changed", { changes }, each.row.case_id);
      return each.row;
    },
  ],
  [
    "POST",
    "/api/cases/:id/claim",
    (asked) => {
      const { row } = caseOf(asked);
      if (row.claimed_by !== null && row.claimed_by !== asked.me.person_id)
        throw new Refusal(409, "conflict", `${row.claimed_by_name} was faster.`, "Take the next free case.");
      Object.assign(row, { claimed_by: asked.me.person_id, claimed_by_name: asked.me.name });
      record(asked, "case.claimed", {}, row.case_id);
      return row;
    },
  ],
  [
    "DELETE",
    "/api/cases/:id/claim",
    (asked) => {
      const { row } = caseOf(asked);
      Object.assign(row, { claimed_by: null, claimed_by_name: null });
      record(asked, "case.released", {}, row.case_id);
      return row;
    },
  ],
  ["GET", "/api/cases/:id/notes", (asked) => caseOf(asked).notes],
  [
    "POST",
    "/api/cases/:id/notes",
    (asked) => {
      const each = caseOf(asked);
      const { text } = asked.body as { text: string };
      const note: Api.Note = {
        note_id: each.notes.length + 1,
        case_id: each.row.case_id,
        person_id: asked.me.person_id,
        name: asked.me.name,
        text,
        mentions: [...text.matchAll(/@([a-z0-9._-]+)/g)].map(([, handle]) => handle),
        time: NOW,
      };
      each.notes.push(note);
      record(asked, "note.added", { text }, each.row.case_id);
      return note;
    },
  ],
  [
    "GET",
    "/api/cases/:id/history",
    (asked) => {
      const entries = asked.state.history.filter((entry) => entry.case_id === caseOf(asked).row.case_id);
      return { entries, next_cursor: null, size: asked.state.history.length };
    },
  ],
  [
    "GET",
    "/api/cases/:id/similar",
    ({ state }) =>
      state.cases.slice(4, 6).map(({ row }) => ({
        case_id: row.case_id,
        title: row.title,
        network_class: row.network_class,
        members: row.members,
        state: row.state,
        shared_members: 1,
        shared_sources: 2,
        measure: null,
      })),
  ],
  [
    "GET",
    "/api/cases/:id/decisions",
    (asked) => caseOf(asked).decisions.map((decision) => ({ ...decision, members: [] })), // a list comes without them
  ],
  [
    "POST",
    "/api/cases/:id/decisions",
    (asked) => {
      needs(asked, "reviewer");
      const each = caseOf(asked);
      seenNewest(asked, each);
      const decision = propose(asked.state, each, asked.me, asked.body);
      each.row.version += 1;
      record(asked, "decision.proposed", { measure: decision.measure, reasons: decision.reasons }, each.row.case_id);
      return decision;
    },
  ],
  [
    "POST",
    "/api/cases/:id/preview",
    (asked) => effectOf(asked.state, caseOf(asked), asked.body, Number(asked.query.get("confidence") ?? 0.95)),
  ],
  [
    "POST",
    "/api/cases/:id/notice-preview",
    (asked) => {
      const wanted = asked.body as { decision: Api.NewDecision; account_id: string; language: string };
      return { text: noticeText(asked.state, caseOf(asked), wanted.decision, wanted.account_id, wanted.language) };
    },
  ],
  [
    "GET",
    "/api/decisions/:id",
    ({ state, path }) =>
      state.cases.flatMap((each) => each.decisions).find((each) => each.decision_id === Number(path[2])),
  ],
  [
    "POST",
    "/api/decisions/:id/opinions",
    (asked) => {
      needs(asked, "reviewer");
      const { agrees, reasons } = asked.body as { agrees: boolean; reasons: string };
      for (const each of asked.state.cases) {
        const decision = each.decisions.find((one) => one.decision_id === Number(asked.path[2]));
        if (!decision) continue;
        if (decision.proposed_by === asked.me.person_id)
          throw new Refusal(409, "conflict", "You proposed this yourself.");
        decision.opinions.push({ person_id: asked.me.person_id, name: asked.me.name, agrees, reasons, time: NOW });
        if (agrees) putInForce(asked.state, each, decision);
        each.row.version += 1;
        record(asked, "opinion.given", { agrees, reasons }, each.row.case_id);
        return decision;
      }
      throw new Refusal(404, "missing", "There is no such decision.");
    },
  ],
  [
    "GET",
    "/api/accounts",
    ({ state, query }) => {
      const q = (query.get("q") ?? "").toLowerCase();
      const hits = new Map<string, Api.AccountHit>();
      for (const each of state.cases)
        for (const { account_id, handle, display_name } of each.members) {
          if (![account_id, handle ?? "", display_name ?? ""].some((text) => text.toLowerCase().includes(q))) continue;
          const hit = hits.get(account_id) ?? { account_id, handle, display_name, case_ids: [] };
          hit.case_ids.push(each.row.case_id);
          hits.set(account_id, hit);
        }
      return [...hits.values()].slice(0, 50);
    },
  ],
  [
    "GET",
    "/api/reviews",
    ({ state, me }) =>
      state.reviews
        .filter((each) => !each.done && each.decided_by !== me.person_id)
        .map(({ review_id, case_id, created_at }) => ({ review_id, case_id, created_at })),
  ],
  [
    "POST",
    "/api/reviews/:id",
    ({ state, path }) => {
      for (const each of state.reviews) if (each.review_id === Number(path[2])) each.done = true;
    },
  ],
  [
    "GET",
    "/api/quality/agreement",
    () => [
      { policy_id: "manipulation", reviews: 14, alpha: 0.71, alpha_low: 0.42, alpha_high: 0.93 },
      { policy_id: "labels", reviews: 1, alpha: null, alpha_low: null, alpha_high: null },
      { policy_id: "names", reviews: 4, alpha: -0.2, alpha_low: null, alpha_high: null },
      { policy_id: "pictures", reviews: 6, alpha: null, alpha_low: null, alpha_high: null },
    ],
  ],
  [
    "GET",
    "/api/quality/reversals",
    () => [
      {
        policy_id: "manipulation",
        reviewer: "",
        decided: 31,
        changed: 2,
        reversed: 3,
        share: 0.16,
        low: 0.07,
        high: 0.33,
      },
      {
        policy_id: "",
        reviewer: "Rosa Mertens",
        decided: 12,
        changed: 1,
        reversed: 1,
        share: 0.17,
        low: 0.05,
        high: 0.45,
      },
    ],
  ],
  [
    "GET",
    "/api/notices",
    ({ state, query }) => ({
      notices: state.notices
        .filter((each) => !query.get("state") || each.state === query.get("state"))
        .map(shownNotice),
      next_cursor: null,
    }),
  ],
  [
    "GET",
    "/api/notices/:id",
    ({ state, path }) => {
      const found = state.notices.find((each) => each.notice_id === Number(path[2]));
      return found && shownNotice(found);
    },
  ],
  ["GET", "/api/notice-templates", ({ state }) => state.templates.map((each) => ({ ...each, etag: tagOf(each.text) }))],
  [
    "PUT",
    "/api/notice-templates",
    (asked) => {
      needs(asked, "publisher");
      const given = asked.body as Api.NoticeTemplate;
      const there = asked.state.templates.find((each) => each.language === given.language && each.kind === given.kind);
      const seen = asked.headers["if-match"];
      if (
        (asked.headers["if-none-match"] === "*" && there) ||
        (seen !== undefined && seen !== tagOf(there?.text ?? ""))
      )
        throw new Refusal(412, "conflict", "somebody has changed this text since you read it");
      if ((given.text.match(/\{/g) ?? []).length !== (given.text.match(/\}/g) ?? []).length)
        throw new Refusal(400, "usage", "The pattern has a brace without its partner.", "Close every { with a }.");
      asked.state.templates = asked.state.templates.filter(
        (each) => each.language !== given.language || each.kind !== given.kind,
      );
      asked.state.templates.push(given);
      record(asked, "template.set", given);
    },
  ],
  [
    "GET",
    "/api/appeals",
    (asked) =>
      asked.state.appeals
        .filter((each) => !asked.query.get("state") || each.state === asked.query.get("state"))
        .map((each) => appealFor(asked, each)),
  ],
  [
    "POST",
    "/api/appeals",
    (asked) => {
      const given = asked.body as { notice_id: number; text: string; contact?: string };
      const notice = asked.state.notices.find((each) => each.notice_id === given.notice_id);
      if (!notice) throw new Refusal(404, "missing", "There is no such notice.");
      return appealFor(asked, addAppeal(asked.state, notice, given.text, given.contact ?? "", asked.me.person_id));
    },
  ],
  ["GET", "/api/appeals/:id", (asked) => appealFor(asked, appealOf(asked))],
  [
    "POST",
    "/api/appeals/:id/claim",
    (asked) =>
      appealFor(
        asked,
        Object.assign(appealOf(asked), { claimed_by: asked.me.person_id, claimed_by_name: asked.me.name }),
      ),
  ],
  [
    "DELETE",
    "/api/appeals/:id/claim",
    (asked) => appealFor(asked, Object.assign(appealOf(asked), { claimed_by: null, claimed_by_name: null })),
  ],
  [
    "POST",
    "/api/appeals/:id/outcome",
    (asked) => {
      const appeal = appealOf(asked);
      if (!appealFor(asked, appeal).may_decide) throw new Refusal(403, "forbidden", "You took part in the decision.");
      const { outcome, reasons, measure } = asked.body as Api.AppealOutcome;
      Object.assign(appeal, {
        state: "decided",
        outcome,
        reasons,
        new_measure: measure ?? null,
        decided_by: asked.me.person_id,
        decided_at: NOW,
      });
      const each = asked.state.cases.find((one) => one.row.case_id === appeal.case_id);
      const member = each?.members.find((one) => one.account_id === appeal.account_id);
      if (each) each.row.appeals -= 1;
      if (member && outcome !== "upheld") member.measure = outcome === "reversed" ? "no_action" : (measure ?? null);
      record(asked, "appeal.decided", { outcome, reasons }, appeal.case_id);
      return appealFor(asked, appeal);
    },
  ],
  [
    "GET",
    "/api/outbox",
    (asked) => {
      needs(asked, "publisher", "auditor");
      const all = asked.state.messages;
      return {
        messages: all.filter((each) => !asked.query.get("state") || each.state === asked.query.get("state")),
        next_cursor: null,
        waiting: all.filter((each) => each.state === "waiting").length,
        dead: all.filter((each) => each.state === "dead").length,
      };
    },
  ],
  [
    "POST",
    "/api/outbox/:id/retry",
    ({ state, path }) => {
      for (const each of state.messages)
        if (each.message_id === Number(path[2])) Object.assign(each, { state: "waiting", last_error: "" });
    },
  ],
  [
    "GET",
    "/api/audit/history",
    (asked) => {
      needs(asked, "auditor");
      const act = asked.query.get("act");
      const entries = asked.state.history.filter((entry) => act === null || entry.act === act);
      return { entries, next_cursor: null, size: asked.state.history.length };
    },
  ],
  [
    "GET",
    "/api/audit/checkpoint",
    () => ({
      checkpoint:
        "lockstep\n128\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— lockstep Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=",
      verifier_key: "lockstep+0a1b2c3d+AQ==",
    }),
  ],
  ["GET", "/api/audit/consistency", () => ({ hashes: [] })],
  [
    "POST",
    "/api/audit/verify",
    ({ state }) => ({
      entries: state.history.length,
      erased: 0,
      checkpoints: 3,
      root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
      first_bad: null,
      what: "",
    }),
  ],
  [
    "GET",
    "/api/audit/proofs/:id",
    ({ path }) => ({ index: Number(path[3]), size: 128, leaf: "AA==", hashes: ["AQ=="], checkpoint: "…" }),
  ],
  ["GET", "/api/tokens", ({ state }) => state.tokens],
];

function shownNotice({ token: _token, ...notice }: State["notices"][number]): Api.Notice {
  return notice;
}
