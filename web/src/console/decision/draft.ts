import type { Measure, MemberMeasure, NewDecision, Policy } from "../api/types";

// What is being written; it starts with what harms nobody.
export interface Draft {
  measure: Measure;
  policy: string; // "manipulation 4": id and version
  reasons: string;
  exceptions: MemberMeasure[];
  undoes: number | null;
}

export const EMPTY: Draft = { measure: "no_action", policy: "", reasons: "", exceptions: [], undoes: null };

export const policyKey = (policy: Policy) => `${policy.policy_id} ${policy.version}`;

// The newest version of each policy, whether it is in use or not.
export function newestOf(policies: Policy[]): Policy[] {
  const newest = new Map<string, Policy>();
  for (const policy of policies) {
    const known = newest.get(policy.policy_id);
    if (!known || known.version < policy.version) newest.set(policy.policy_id, policy);
  }
  return [...newest.values()];
}

export const inUse = (policies: Policy[]) => newestOf(policies).filter((policy) => policy.active);

export const REACHES_NOBODY: Measure[] = ["no_action", "hold"]; // every policy allows these

// Those that allow every measure of the draft.
export function fitting(policies: Policy[], draft: Draft): Policy[] {
  const measures = [draft.measure, ...draft.exceptions.map((each) => each.measure)];
  const wanted = measures.filter((measure) => !REACHES_NOBODY.includes(measure));
  return inUse(policies).filter((policy) => wanted.every((measure) => policy.measures.includes(measure)));
}

// What reaches nobody rests on no policy, and may name one all the same.
export function needsPolicy({ measure, exceptions }: Draft): boolean {
  return [measure, ...exceptions.map((each) => each.measure)].some((each) => !REACHES_NOBODY.includes(each));
}

// null: a policy is needed and none is chosen yet. Without reasons it can be looked at, not made.
export function asDecision(draft: Draft): NewDecision | null {
  const [policy_id, version] = draft.policy.split(" ");
  if (needsPolicy(draft) && !version) return null;
  return {
    measure: draft.measure,
    members: draft.exceptions,
    policy_id,
    ...(version ? { policy_version: Number(version) } : {}),
    reasons: draft.reasons.trim() || "–",
    undoes: draft.undoes,
  };
}

// A policy that does not allow what is chosen now counts as not chosen.
export function withFittingPolicy(policies: Policy[], draft: Draft): Draft {
  const fits = fitting(policies, draft).some((policy) => policyKey(policy) === draft.policy);
  return fits || draft.policy === "" ? draft : { ...draft, policy: "" };
}
