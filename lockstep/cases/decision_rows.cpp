#include "lockstep/cases/decision_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/json.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

std::vector<Opinion> opinions_of(soci::session& sql, int64_t decision_id) {
  std::vector<Opinion> opinions;
  each_row<int64_t, std::optional<std::string>, bool, std::string, int64_t>(
      sql,
      "select o.person_id, p.name, o.agrees, o.reasons, o.time from opinions o left join people p on p.person_id = "
      "o.person_id where o.decision_id = :d order by o.time, o.person_id",
      with(decision_id),
      [&](int64_t person, const std::optional<std::string>& name, bool agrees, std::string reasons, int64_t time) {
        opinions.push_back({person, name.value_or(""), agrees, std::move(reasons), time});
      });
  return opinions;
}

}  // namespace

bool reaches(std::string_view measure) { return measure != "no_action" && measure != "hold"; }

bool is_milder(std::string_view measure, std::string_view than) {
  static constexpr std::string_view mildest_first[] = {"no_action", "label", "limit_visibility", "suspend",
                                                       "terminate"};
  return std::ranges::find(mildest_first, measure) < std::ranges::find(mildest_first, than);
}

std::string measure_of(soci::session& sql, int64_t case_id, const std::string& account_id) {
  return one<std::optional<std::string>>(sql, "select measure from members where case_id = :c and account_id = :a",
                                         with(case_id, account_id))
      .value_or(std::nullopt)
      .value_or("no_action");
}

std::vector<Decision> decisions_where(soci::session& sql, const std::string& condition, Values values,
                                      bool with_members) {
  std::vector<Decision> decisions;
  each_row<int64_t, int64_t, std::string, std::string, std::string, int64_t, std::optional<std::string>, std::string,
           int64_t, std::optional<std::string>, int64_t, std::optional<int64_t>, std::optional<int64_t>,
           std::optional<int64_t>, std::string>(
      sql,
      fmt::format("select d.decision_id, d.case_id, d.state, d.measure, d.policy_id, d.policy_version, y.name,"
                  " d.reasons, d.proposed_by, p.name, d.proposed_at, d.in_force_at, d.undoes, d.appeal_id, d.effect"
                  " from decisions d left join people p on p.person_id = d.proposed_by left join policies y on"
                  " y.policy_id = d.policy_id and y.version = d.policy_version {} order by d.decision_id desc",
                  condition),
      std::move(values),
      [&](int64_t id, int64_t case_id, std::string state, std::string measure, std::string policy, int64_t version,
          const std::optional<std::string>& policy_name, std::string reasons, int64_t by,
          const std::optional<std::string>& by_name, int64_t at, std::optional<int64_t> in_force,
          std::optional<int64_t> undoes, std::optional<int64_t> appeal, const std::string& effect) {
        decisions.push_back({.decision_id = id,
                             .case_id = case_id,
                             .state = std::move(state),
                             .measure = std::move(measure),
                             .policy_id = std::move(policy),
                             .policy_name = policy_name.value_or(""),
                             .reasons = std::move(reasons),
                             .policy_version = version,
                             .proposed_by = by,
                             .proposed_by_name = by_name.value_or(""),
                             .proposed_at = at,
                             .in_force_at = in_force,
                             .undoes = undoes,
                             .appeal_id = appeal,
                             .effect = Json::parse(effect).get<Effect>()});
      });
  for (Decision& decision : decisions) {
    decision.opinions = opinions_of(sql, decision.decision_id);
    if (!with_members) continue;
    each_row<std::string, std::string>(
        sql, "select account_id, measure from decision_members where decision_id = :d order by account_id",
        with(decision.decision_id), [&](const std::string& account, const std::string& measure) {
          decision.members.push_back({std::move(account), std::move(measure)});
        });
  }
  return decisions;
}

std::optional<Decision> find_decision(soci::session& sql, int64_t decision_id) {
  auto found = decisions_where(sql, "where d.decision_id = :d", with(decision_id), true);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::string members_digest(soci::session& sql, int64_t decision_id) {
  std::string text;
  std::vector<std::string> lines;
  each_row<std::string, std::string>(sql, "select account_id, measure from decision_members where decision_id = :d",
                                     with(decision_id), [&](const std::string& account, const std::string& measure) {
                                       lines.push_back(account + '\t' + measure + '\n');
                                     });
  std::ranges::sort(lines);  // bytewise, whatever the database's order of text is
  for (const std::string& line : lines) text += line;
  return sha256_hex(text);
}

std::string was_erased(std::string_view column) {
  return fmt::format(
      "({0} like 'erased:%' and exists (select 1 from history e where e.act = 'account.erased' and replace(e.body, "
      "'\"erased_as\":\"' || {0} || '\"', '') <> e.body))",
      column);
}

}  // namespace lockstep::cases
