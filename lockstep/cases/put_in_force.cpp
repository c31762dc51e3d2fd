#include <fmt/format.h>

#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/notice_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

// Accounts under an earlier measure that this decision no longer names are free of it.
void lift_the_rest(Writing& writing, const Decision& decision) {
  execute(writing.sql,
          fmt::format("insert into decision_members (decision_id, account_id, measure) select cast(:d1 as bigint), "
                      "account_id, 'no_action' from members where case_id = :c and measure is not null and measure <> "
                      "'no_action' and account_id not in (select account_id from decision_members where decision_id = "
                      ":d2) and not {}",
                      was_erased("account_id")),
          with(decision.decision_id, decision.case_id, decision.decision_id));
}

// Those for whom something changes or is said anew, in the order of their ids: one notice and two messages each. Who
// appealed is told the outcome, whatever it changes.
void tell_accounts(Writing& writing, const Decision& decision, const Settings& settings) {
  const std::string told = fmt::format(
      "from decision_members dm join members m on m.case_id = :c and m.account_id = dm.account_id where "
      "dm.decision_id = :d and dm.measure <> 'hold' and not {}{}",
      was_erased("dm.account_id"),
      decision.appeal_id ? "" : " and (dm.measure <> 'no_action' or coalesce(m.measure, 'no_action') <> 'no_action')");
  const int64_t count =
      one<int64_t>(writing.sql, fmt::format("select count(*) {}", told), with(decision.case_id, decision.decision_id))
          .value_or(0);
  if (count == 0) return;
  const int64_t notice = writing.next("notices", count), message = writing.next("outbox", 2 * count);
  const std::string kind = decision.appeal_id ? "outcome" : "decision";
  keep_notice_text(writing, decision.decision_id, settings.language, kind);
  execute(
      writing.sql,
      fmt::format(
          "insert into notices (notice_id, case_id, decision_id, account_id, kind, language, state,"
          " created_at, appeal_until) select cast(:n as bigint) - 1 + row_number() over (order by dm.account_id), "
          "cast(:k1 as bigint),"
          " dm.decision_id, dm.account_id, cast(:kind as text), cast(:lang as text), 'waiting', cast(:now as bigint),"
          " cast(:until as bigint) {}",
          told),
      with(notice, decision.case_id, kind, settings.language, writing.now, writing.now + 86'400 * settings.appeal_days,
           decision.case_id, decision.decision_id));
  for (int64_t part = 0; part < 2; ++part)
    execute(writing.sql,
            "insert into outbox (message_id, account_id, kind, decision_id, notice_id, state, attempts, created_at,"
            " next_at, last_error) select cast(:m as bigint) + 2 * (notice_id - cast(:n1 as bigint)) + cast(:p as "
            "bigint), account_id,"
            " cast(:k as text), decision_id, notice_id, 'waiting', 0, cast(:t1 as bigint), cast(:t2 as bigint), '' "
            "from notices where decision_id = :d and notice_id >= :n2",
            with(message, notice, part, part == 0 ? "measure" : "notice", writing.now, writing.now,
                 decision.decision_id, notice));
}

void set_measures(Writing& writing, const Decision& decision) {
  execute(writing.sql,
          "update members set measure = (select dm.measure from decision_members dm where dm.decision_id = :d1 and "
          "dm.account_id = members.account_id) where case_id = :c and account_id in (select account_id from "
          "decision_members where decision_id = :d2 and measure <> 'hold')",
          with(decision.decision_id, decision.case_id, decision.decision_id));
}

// A share of decisions is looked at again by somebody who does not know what was decided.
void maybe_review(Writing& writing, const Decision& decision, const Settings& settings) {
  const double draw =
      double(std::stoull(sha256_hex(writing.random_token()).substr(0, 13), nullptr, 16)) / double(1LL << 52);
  if (decision.appeal_id || draw >= settings.quality_share) return;
  execute(writing.sql, "insert into reviews (review_id, decision_id, case_id, created_at) values (:r, :d, :c, :n)",
          with(writing.next("reviews"), decision.decision_id, decision.case_id, writing.now));
}

// A network that was found again while the decision waited has members of whom nobody has decided.
bool leaves_somebody(soci::session& sql, const Decision& decision) {
  return one<int64_t>(sql,
                      fmt::format("select count(*) from members where case_id = :c and kept = 1 and account_id not in "
                                  "(select account_id from decision_members where decision_id = :d) and not {}",
                                  was_erased("account_id")),
                      with(decision.case_id, decision.decision_id))
             .value_or(0) > 0;
}

// Decided, or on hold, and nobody's; open again, with a new deadline, where members came meanwhile.
void close_case(Writing& writing, const Decision& decision, const Settings& settings) {
  const bool open = leaves_somebody(writing.sql, decision);
  const char* state = open ? "open" : decision.measure == "hold" ? "held" : "decided";
  const std::optional<int64_t> deadline =
      open ? std::optional(writing.now + 86'400 * settings.case_days) : std::nullopt;
  execute(writing.sql,
          "update cases set state = :s, claimed_by = null, claimed_at = null, deadline = :l where case_id = :c",
          with(state, deadline, decision.case_id));
}

}  // namespace

void put_in_force(Writing& writing, const Decision& decision, const Settings& settings) {
  soci::session& sql = writing.sql;
  if (!decision.appeal_id) {
    execute(sql,
            "update decisions set state = 'superseded' where case_id = :c and state = 'in_force' and appeal_id is null",
            with(decision.case_id));
    if (decision.measure != "hold") lift_the_rest(writing, decision);
  }
  const std::string digest = members_digest(sql, decision.decision_id);
  execute(sql,
          "update decisions set state = 'in_force', in_force_at = :n, members_digest = :m, appeal_until = :u where "
          "decision_id = :d",
          with(writing.now, digest, writing.now + 86'400 * settings.appeal_days, decision.decision_id));
  tell_accounts(writing, decision, settings);
  set_measures(writing, decision);
  if (!decision.appeal_id) close_case(writing, decision, settings);
  maybe_review(writing, decision, settings);
  writing.append({.act = decision.appeal_id ? "appeal.in_force" : "decision.in_force",
                  .case_id = decision.case_id,
                  .payload = {{"decision_id", decision.decision_id},
                              {"measure", decision.measure},
                              {"policy_id", decision.policy_id},
                              {"policy_version", decision.policy_version},
                              {"reasons", decision.reasons},
                              {"accounts", decision.effect.accounts},
                              {"members_sha256", digest}}});
}

}  // namespace lockstep::cases
