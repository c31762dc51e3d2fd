#include "lockstep/cases/decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

Result<void> check_policy(soci::session& sql, const NewDecision& wanted) {
  const auto wrong = [](std::string message, std::string hint = {}) {
    return Error{
        .kind = ErrorKind::usage, .message = std::move(message), .where = "policy_id", .hint = std::move(hint)};
  };
  std::vector<std::string_view> used{wanted.measure};
  for (const MemberMeasure& other : wanted.members) used.push_back(other.measure);
  if (wanted.policy_id.empty()) {
    if (std::ranges::none_of(used, reaches)) return {};
    return wrong("a measure names the policy that it rests on");
  }
  const auto policy = find_policy(sql, wanted.policy_id, wanted.policy_version);
  if (!policy)
    return wrong(fmt::format("there is no policy {} of version {}", wanted.policy_id, wanted.policy_version));
  if (!policy->active && !wanted.undoes)
    return wrong(fmt::format("{} of version {} is no longer in use", wanted.policy_id, wanted.policy_version),
                 "take its newest version");
  for (std::string_view measure : used)
    if (reaches(measure) && std::ranges::find(policy->measures, measure) == policy->measures.end())
      return wrong(fmt::format("this policy does not allow the measure {}", measure),
                   fmt::format("it allows {}", fmt::join(policy->measures, ", ")));
  return {};
}

Result<void> check_wanted(soci::session& sql, int64_t case_id, const NewDecision& wanted) {
  if (auto right = check_measure("measure", wanted.measure); !right) return right.error();
  std::set<std::string_view> named;
  for (const MemberMeasure& other : wanted.members) {
    if (auto right = check_measure("members", other.measure); !right) return right.error();
    if (!named.insert(other.account_id).second)
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("{} stands there twice", other.account_id),
                   .where = "members"};
    if (!one<int64_t>(
            sql,
            fmt::format("select kept from members where case_id = :c and account_id = :a and kept = 1 and not {}",
                        was_erased("account_id")),
            with(case_id, other.account_id)))
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("{} is not a member that was kept", other.account_id),
                   .where = "members"};
  }
  const std::string kept =
      fmt::format("select count(*) from members where case_id = :c and kept = 1 and not {}", was_erased("account_id"));
  if (one<int64_t>(sql, kept, with(case_id)).value_or(0) == 0)
    return Error{.kind = ErrorKind::usage, .message = "no member was kept", .where = "members"};
  if (wanted.undoes && !one<int64_t>(sql,
                                     "select decision_id from decisions where decision_id = :d and case_id = :c and "
                                     "state = 'in_force' and appeal_id is null",
                                     with(*wanted.undoes, case_id)))
    return Error{
        .kind = ErrorKind::usage,
        .message = fmt::format("decision {} is not in force for this case, or answers an appeal", *wanted.undoes),
        .where = "undoes"};
  return check_policy(sql, wanted);
}

int64_t insert_decision(Writing& writing, int64_t case_id, const NewDecision& wanted, const Effect& effect) {
  soci::session& sql = writing.sql;
  const int64_t id = writing.next("decisions");
  execute(sql,
          "insert into decisions (decision_id, case_id, state, measure, policy_id, policy_version, reasons, "
          "proposed_by, proposed_at, undoes, effect, members_digest, sentence) "
          "values (:d, :c, 'proposed', :m, :p, :v, :r, :b, :n, :u, :e, '', (select sentence from cases where case_id = "
          ":s))",
          with(id, case_id, wanted.measure, wanted.policy_id, wanted.policy_version, wanted.reasons,
               writing.actor.person_id, writing.now, wanted.undoes, Json(effect).dump(), case_id));
  execute(sql,
          fmt::format("insert into decision_members (decision_id, account_id, measure) select cast(:d as bigint), "
                      "account_id, cast(:m as text) from members where case_id = :c and kept = 1 and not {}",
                      was_erased("account_id")),
          with(id, wanted.measure, case_id));
  for (const MemberMeasure& other : wanted.members)
    execute(sql, "update decision_members set measure = :m where decision_id = :d and account_id = :a",
            with(other.measure, id, other.account_id));
  return id;
}

// Who proposed may take it back by proposing something else; so may anybody where the proposer reviews no more.
Result<void> clear_proposal(Writing& writing, const CaseRow& row) {
  const auto open =
      decisions_where(writing.sql, "where d.case_id = :c and d.state = 'proposed'", with(row.case_id), false);
  if (open.empty()) return {};
  if (open.front().proposed_by != writing.actor.person_id && still_reviews(writing.sql, open.front().proposed_by))
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("decision {} waits for its second opinion", open.front().decision_id),
                 .hint = "give yours there"};
  execute(writing.sql, "update decisions set state = 'superseded' where decision_id = :d",
          with(open.front().decision_id));
  return {};
}

}  // namespace

Result<Effect> preview_decision(Store& store, const Actor& actor, int64_t case_id, const NewDecision& decision,
                                double confidence) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  const int64_t now = store.now();
  return store.read<Effect>([&](soci::session& sql) -> Result<Effect> {
    if (!find_case(sql, case_id)) return no_such("case", case_id);
    if (auto seen = check_not_blind(sql, actor, case_id); !seen) return seen.error();
    if (auto right = check_wanted(sql, case_id, decision); !right) return right.error();
    return effect_of(sql, case_id, {decision.measure, decision.members}, settings_in(sql), confidence, now);
  });
}

Result<Decision> decide(Store& store, const Actor& actor, int64_t case_id, const NewDecision& wanted,
                        std::optional<int64_t> version) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  if (auto right = check_text("reasons", wanted.reasons, 1, 5000); !right) return right.error();
  return write_once<Decision>(store, actor, [&](Writing& writing) -> Result<Decision> {
    soci::session& sql = writing.sql;
    auto row = case_to_change(writing, case_id, version);
    if (!row) return row.error();
    if (auto seen = check_not_blind(sql, actor, case_id); !seen) return seen.error();
    if (auto cleared = clear_proposal(writing, *row); !cleared) return cleared.error();
    if (auto right = check_wanted(sql, case_id, wanted); !right) return right.error();
    const Settings settings = settings_in(sql);
    const Effect effect = effect_of(sql, case_id, {wanted.measure, wanted.members}, settings, 0.95, writing.now);
    const int64_t id = insert_decision(writing, case_id, wanted, effect);
    writing.append({.act = "decision.proposed",
                    .case_id = case_id,
                    .payload = {{"decision_id", id},
                                {"measure", wanted.measure},
                                {"policy_id", wanted.policy_id},
                                {"policy_version", wanted.policy_version},
                                {"reasons", wanted.reasons},
                                {"members_sha256", members_digest(sql, id)},
                                {"undoes", Json(wanted.undoes)}}});
    if (effect.second_opinion)
      execute(sql, "update cases set state = 'proposed', claimed_by = null, claimed_at = null where case_id = :c",
              with(case_id));
    else
      put_in_force(writing, *find_decision(sql, id), settings);
    touch_case(writing, case_id);
    return *find_decision(sql, id);
  });
}

Result<Decision> give_opinion(Store& store, const Actor& actor, int64_t decision_id, bool agrees,
                              const std::string& reasons) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  if (auto right = check_text("reasons", reasons, 1, 5000); !right) return right.error();
  return write_once<Decision>(store, actor, [&](Writing& writing) -> Result<Decision> {
    soci::session& sql = writing.sql;
    const auto decision = find_decision(sql, decision_id);
    if (!decision) return no_such("decision", decision_id);
    if (decision->state != "proposed")
      return Error{.kind = ErrorKind::conflict,
                   .message = fmt::format("decision {} asks for no opinion: it is {}", decision_id, decision->state)};
    if (decision->proposed_by == actor.person_id)
      return Error{
          .kind = ErrorKind::forbidden, .message = "you proposed it", .hint = "a second opinion is somebody else's"};
    if (std::ranges::find(decision->opinions, actor.person_id, &Opinion::person_id) != decision->opinions.end())
      return Error{.kind = ErrorKind::conflict, .message = "you have given your opinion"};
    execute(sql, "insert into opinions (decision_id, person_id, agrees, reasons, time) values (:d, :p, :a, :r, :n)",
            with(decision_id, actor.person_id, agrees, reasons, writing.now));
    writing.append({.act = "opinion.given",
                    .case_id = decision->case_id,
                    .payload = {{"decision_id", decision_id}, {"agrees", agrees}, {"reasons", reasons}}});
    constexpr auto dissents = [](const Opinion& opinion) { return !opinion.agrees; };
    if (agrees) {
      put_in_force(writing, *decision, settings_in(sql));
    } else if (std::ranges::count_if(decision->opinions, dissents) >= 1) {  // this is the second dissent
      execute(sql, "update decisions set state = 'declined' where decision_id = :d", with(decision_id));
      execute(sql, "update cases set state = 'open' where case_id = :c", with(decision->case_id));
      writing.append(
          {.act = "decision.declined", .case_id = decision->case_id, .payload = {{"decision_id", decision_id}}});
    }
    touch_case(writing, decision->case_id);
    return *find_decision(sql, decision_id);
  });
}

Result<Decision> show_decision(Store& store, const Actor& actor, int64_t decision_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<Decision>([&](soci::session& sql) -> Result<Decision> {
    auto found = find_decision(sql, decision_id);
    if (!found) return no_such("decision", decision_id);
    if (found->state != "proposed")
      if (auto seen = check_not_blind(sql, actor, found->case_id); !seen) return seen.error();
    return std::move(*found);
  });
}

Result<std::vector<Decision>> list_decisions(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<Decision>>([&](soci::session& sql) -> Result<std::vector<Decision>> {
    if (!find_case(sql, case_id)) return no_such("case", case_id);
    const char* shown = sees_blind(sql, actor, case_id) ? " and d.state = 'proposed'" : "";
    return decisions_where(sql, fmt::format("where d.case_id = :c{}", shown), with(case_id), false);
  });
}

}  // namespace lockstep::cases
