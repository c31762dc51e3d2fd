import type { components } from "./schema.ts";

// The API's shapes by their own names.
type Shapes = components["schemas"];

export type AccountHit = Shapes["AccountHit"];
export type Agreement = Shapes["Agreement"];
export type ApiToken = Shapes["ApiToken"];
export type Appeal = Shapes["Appeal"];
export type AppealOutcome = Shapes["AppealOutcome"];
export type CaseDetail = Shapes["CaseDetail"];
export type CasePage = Shapes["CasePage"];
export type CaseRow = Shapes["CaseRow"];
export type Decision = Shapes["Decision"];
export type Effect = Shapes["Effect"];
export type HistoryRow = Shapes["HistoryRow"];
export type Inclusion = Shapes["Inclusion"];
export type Invitation = Shapes["Invitation"];
export type Member = Shapes["Member"];
export type MemberMeasure = Shapes["MemberMeasure"];
export type Message = Shapes["Message"];
export type NetworkMatch = Shapes["NetworkMatch"];
export type NewDecision = Shapes["NewDecision"];
export type Note = Shapes["Note"];
export type Notice = Shapes["Notice"];
export type NoticeTemplate = Shapes["NoticeTemplate"];
export type OneTimeLink = Shapes["OneTimeLink"];
export type Person = Shapes["Person"];
export type Policy = Shapes["Policy"];
export type Problem = Shapes["Problem"];
export type PublicNotice = Shapes["PublicNotice"];
export type ReversalRate = Shapes["ReversalRate"];
export type ReviewTask = Shapes["ReviewTask"];
export type Run = Shapes["Run"];
export type Session = Shapes["Session"];
export type Settings = Shapes["Settings"];
export type SettingsChange = Shapes["SettingsChange"];
export type SimilarCase = Shapes["SimilarCase"];
export type SnapshotRow = Shapes["SnapshotRow"];
export type Verified = Shapes["Verified"];

export type Measure = NewDecision["measure"];
export type Role = Person["roles"][number];
export const MEASURES: readonly Measure[] = ["no_action", "label", "limit_visibility", "suspend", "terminate", "hold"];
export const ROLES: readonly Role[] = [
  "analyst",
  "reviewer",
  "appeals_reviewer",
  "publisher",
  "auditor",
  "administrator",
];
