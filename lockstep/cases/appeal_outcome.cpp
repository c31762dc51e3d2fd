#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/appeal_rows.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

// The measure that holds afterwards. One person decides an appeal, and nobody can appeal against that: it makes nothing
// worse.
Result<std::string> measure_after(soci::session& sql, const Appeal& appeal, const AppealOutcome& given) {
  const auto wrong = [](std::string field, std::string message) {
    return Error{.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(field)};
  };
  const std::string now = measure_of(sql, appeal.case_id, appeal.account_id);  // decided anew since, perhaps
  if (given.outcome == "upheld") return now;
  if (given.outcome == "reversed") return std::string("no_action");
  if (given.outcome != "changed") return wrong("outcome", "is none of upheld, changed, reversed");
  if (!given.measure) return wrong("measure", "is needed where the decision is changed");
  if (auto right = check_measure("measure", *given.measure); !right) return right.error();
  if (!is_milder(*given.measure, now))
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("is not milder than {}, which holds now", now),
                 .where = "measure",
                 .hint = "an appeal makes nothing worse; a harsher measure takes a new decision of the case"};
  const auto decision = find_decision(sql, appeal.decision_id);
  const auto policy = find_policy(sql, decision->policy_id, decision->policy_version);
  if (reaches(*given.measure) && policy &&
      std::ranges::find(policy->measures, *given.measure) == policy->measures.end())
    return wrong("measure", "is not one that the policy allows");
  return *given.measure;
}

// A decision about one account, in force at once: its notice tells the outcome, its message changes the measure.
void decide_for_one(Writing& writing, const Appeal& appeal, const std::string& measure, const std::string& reasons) {
  soci::session& sql = writing.sql;
  const auto first = find_decision(sql, appeal.decision_id);
  const int64_t id = writing.next("decisions");
  Effect effect{.accounts = 1, .notices = 1, .by_measure = {measure + ": 1"}};
  execute(sql,
          "insert into decisions (decision_id, case_id, state, measure, policy_id, policy_version, reasons, "
          "proposed_by, proposed_at, undoes, appeal_id, effect, members_digest, sentence) "
          "values (:d, :c, 'proposed', :m, :p, :v, :r, :b, :n, :u, :a, :e, '', (select sentence from decisions where "
          "decision_id = :s))",
          with(id, appeal.case_id, measure, first->policy_id, first->policy_version, reasons, writing.actor.person_id,
               writing.now, appeal.decision_id, appeal.appeal_id, Json(effect).dump(), appeal.decision_id));
  execute(sql, "insert into decision_members (decision_id, account_id, measure) values (:d, :a, :m)",
          with(id, appeal.account_id, measure));
  put_in_force(writing, *find_decision(sql, id), settings_in(sql));
}

}  // namespace

Result<Appeal> decide_appeal(Store& store, const Actor& actor, int64_t appeal_id, const AppealOutcome& given) {
  if (auto may = check_may(actor, Roles(Role::appeals_reviewer)); !may) return may.error();
  if (auto right = check_text("reasons", given.reasons, 1, 5000); !right) return right.error();
  return write_once<Appeal>(store, actor, [&](Writing& writing) -> Result<Appeal> {
    soci::session& sql = writing.sql;
    const auto appeal = find_appeal(sql, actor, appeal_id);
    if (!appeal) return no_such("appeal", appeal_id);
    if (appeal->state != "open")
      return Error{.kind = ErrorKind::conflict, .message = fmt::format("appeal {} has been decided", appeal_id)};
    if (!appeal->may_decide) return Error{.kind = ErrorKind::forbidden, .message = appeal->why_not.front()};
    auto measure = measure_after(sql, *appeal, given);
    if (!measure) return measure.error();
    execute(sql,
            "update appeals set state = 'decided', outcome = :o, reasons = :r, new_measure = :m, decided_by = :p, "
            "decided_at = :n where appeal_id = :a",
            with(given.outcome, given.reasons, *measure, actor.person_id, writing.now, appeal_id));
    writing.append({.act = "appeal.decided",
                    .case_id = appeal->case_id,
                    .payload = {{"appeal_id", appeal_id},
                                {"account_id", appeal->account_id},
                                {"outcome", given.outcome},
                                {"measure", *measure},
                                {"reasons", given.reasons}}});
    decide_for_one(writing, *appeal, *measure, given.reasons);
    touch_case(writing, appeal->case_id);
    return *find_appeal(sql, actor, appeal_id);
  });
}

}  // namespace lockstep::cases
