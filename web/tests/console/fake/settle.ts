import { propose } from "./decisions.ts";
import { addAppeal } from "./routes.ts";
import { NOW, type State } from "./state.ts";

// A desk in the middle of its work: something decided, something proposed, an appeal, a review, a message given up.
export function settle(state: State): void {
  const [, second, third] = state.cases;
  const [, rosa, ivo] = state.people;
  state.settings.second_opinion_above = 500;
  const reasons = "These accounts reposted the same timetables within seconds of each other, again and again.";
  propose(state, second, rosa, { measure: "label", policy_id: "manipulation", policy_version: 4, reasons });
  state.settings.second_opinion_above = 5;
  const open = propose(state, third, rosa, {
    measure: "suspend",
    policy_id: "manipulation",
    policy_version: 4,
    reasons,
  });
  open.opinions.push({
    person_id: 9,
    name: "Kim Sato",
    agrees: false,
    reasons: "Half of them post about these ferries every day. A label says enough.",
    time: NOW - 3600,
  });
  Object.assign(third.row, { claimed_by: null, claimed_by_name: null });
  addAppeal(
    state,
    state.notices[0],
    "We are three people of the same rowing club, and we all read the same timetable.",
    "",
    null,
  );
  state.reviews.push({ review_id: 1, case_id: second.row.case_id, created_at: NOW - 7200, decided_by: 2, done: false });
  Object.assign(state.messages[1], { state: "dead", attempts: 8, last_error: "503 Service Unavailable" });
  state.messages[0].state = "delivered";
  const [first] = state.cases;
  first.members.slice(-2).forEach((member) => {
    Object.assign(member, { kept: false, reason: "posts daily about ferries since 2019" });
  });
  first.notes.push({
    note_id: 1,
    case_id: 127,
    person_id: 3,
    name: ivo.name,
    text: "Look at the weekend of 9 March, @rosa: the timetable came out then.",
    mentions: ["rosa"],
    time: NOW - 8000,
  });
  state.history.push(
    {
      index: 1,
      time: NOW - 5000,
      person_id: 2,
      name: rosa.name,
      act: "members.changed",
      case_id: 127,
      payload: { account_id: "9500012", kept: false, reason: "posts daily about ferries since 2019" },
    },
    {
      index: 0,
      time: NOW - 9000,
      person_id: 0,
      name: "",
      act: "case.opened",
      case_id: 127,
      payload: { run_id: 1, network_id: "n1" },
    },
  );
}
