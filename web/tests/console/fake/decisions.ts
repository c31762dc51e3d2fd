import type * as Api from "../../../src/console/api/types.ts";
import { type FakeCase, NOW, type State } from "./state.ts";

// Effects, decisions and what follows from them, by the rules that the views must show.
const LEAVES_ALONE = ["no_action", "hold"];

export function measuresOf(each: FakeCase, decision: Api.NewDecision): Api.MemberMeasure[] {
  return each.members
    .filter((member) => member.kept)
    .map(({ account_id }) => ({
      account_id,
      measure: decision.members?.find((other) => other.account_id === account_id)?.measure ?? decision.measure,
    }));
}

export function effectOf(state: State, each: FakeCase, decision: Api.NewDecision, confidence: number): Api.Effect {
  const measures = measuresOf(each, decision);
  const reached = measures.filter(({ measure }) => !LEAVES_ALONE.includes(measure));
  const of = each.members.filter((member) => reached.some(({ account_id }) => account_id === member.account_id));
  const ends = measures.some(({ measure }) => measure === "terminate");
  const many = reached.length > state.settings.second_opinion_above;
  const freed = each.members.filter(({ account_id, kept, measure }) => {
    const now = measures.find((one) => one.account_id === account_id)?.measure;
    const is_freed = kept ? now === "no_action" : decision.measure !== "hold";
    return is_freed && measure !== null && !LEAVES_ALONE.includes(measure);
  }).length;
  const names = [...new Set(measures.map(({ measure }) => measure))];
  return {
    accounts: reached.length,
    posts: of.reduce((sum, member) => sum + member.events, 0),
    followers: of.reduce((sum, member) => sum + (member.followers ?? 0), 0),
    followers_unknown: of.filter((member) => member.followers === null).length,
    under_confidence: of.filter((member) => member.confidence < confidence).length,
    in_other_cases: of.filter((member) => member.other_cases > 0).length,
    lifted: freed,
    notices: reached.length + freed,
    by_measure: names.map((name) => `${name}: ${measures.filter(({ measure }) => measure === name).length}`),
    second_opinion: many || ends,
    why_second_opinion: ends
      ? "Terminations need a second person."
      : many
        ? `A measure for more than ${state.settings.second_opinion_above} accounts needs a second person.`
        : "",
    appeal_until: NOW + state.settings.appeal_days * 86400,
  };
}

export function propose(state: State, each: FakeCase, me: Api.Person, body: Api.NewDecision): Api.Decision {
  const effect = effectOf(state, each, body, 0.95);
  const policy = state.policies.findLast((one) => one.policy_id === body.policy_id);
  const decision: Api.Decision = {
    decision_id: 1 + state.cases.reduce((sum, one) => sum + one.decisions.length, 0),
    case_id: each.row.case_id,
    state: "proposed",
    measure: body.measure,
    policy_id: body.policy_id,
    policy_name: policy?.name ?? "",
    policy_version: body.policy_version ?? policy?.version ?? 1,
    reasons: body.reasons,
    proposed_by: me.person_id,
    proposed_by_name: me.name,
    proposed_at: NOW,
    in_force_at: null,
    undoes: body.undoes ?? null,
    appeal_id: null,
    effect,
    opinions: [],
    members: measuresOf(each, body),
  };
  each.decisions.unshift(decision);
  each.row.state = "proposed";
  if (!effect.second_opinion) putInForce(state, each, decision);
  return decision;
}

export function putInForce(state: State, each: FakeCase, decision: Api.Decision): void {
  for (const other of each.decisions) if (other.state === "in_force") other.state = "superseded";
  decision.state = "in_force";
  decision.in_force_at = NOW;
  each.row.state = decision.measure === "hold" ? "held" : "decided";
  for (const { account_id, measure } of decision.members) {
    const member = each.members.find((one) => one.account_id === account_id);
    if (member) member.measure = measure;
    if (LEAVES_ALONE.includes(measure)) continue;
    const notice_id = state.notices.length + 1;
    state.notices.push({
      notice_id,
      case_id: each.row.case_id,
      decision_id: decision.decision_id,
      account_id,
      kind: "decision",
      language: "en",
      text: noticeText(state, each, decision, account_id, "en"),
      state: "waiting",
      created_at: NOW,
      sent_at: null,
      appeal_until: decision.effect.appeal_until,
      token: `link-${notice_id}`,
    });
    state.messages.push({
      message_id: state.messages.length + 1,
      account_id,
      kind: "measure",
      payload: { account_id, measure, decision_id: decision.decision_id },
      state: "waiting",
      attempts: 0,
      created_at: NOW,
      next_at: NOW,
      delivered_at: null,
      last_error: "",
    });
  }
}

export function noticeText(
  state: State,
  each: FakeCase,
  decision: Pick<Api.NewDecision, "measure" | "reasons">,
  account_id: string,
  language: string,
): string {
  const template = state.templates.find((one) => one.language === language)?.text ?? "";
  const values: Record<string, string> = {
    account_id,
    measure: decision.measure,
    sentence: each.row.sentence,
    reasons: decision.reasons,
    policy_name: "Acting in concert §2",
    policy_version: "4",
    appeal_link: "https://review.example/notice/…",
  };
  return template.replace(/\{(\w+)[^}]*\}/g, (_all, name) => values[name] ?? "1 June 2027");
}
