#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "lockstep/cases/decision_rows.h"

namespace lockstep::cases {
namespace {

// By account: what the latest appeal left of a measure, where it changed or reversed one.
std::unordered_map<std::string, std::string> left_by_appeals(soci::session& sql, int64_t case_id) {
  std::unordered_map<std::string, std::string> left;
  each_row<std::string, std::optional<std::string>>(
      sql,
      "select account_id, new_measure from appeals where case_id = :c and outcome in ('changed', 'reversed') order by "
      "appeal_id",
      with(case_id), [&](std::string account, const std::optional<std::string>& measure) {
        left[std::move(account)] = measure.value_or("no_action");
      });
  return left;
}

// Why one person does not suffice; empty where one does. stays: accounts of the case that an earlier decision holds
// under a measure and this one leaves so, or else many accounts would be reached by one person, a few at a time.
std::string why_second_opinion(const Effect& effect, bool terminates, int64_t stays, int64_t against_appeals,
                               int64_t above) {
  if (terminates) return "A termination needs a second person.";
  if (effect.accounts > above) return fmt::format("A measure for more than {} accounts needs a second person.", above);
  if (effect.accounts > 0 && effect.accounts + stays > above)
    return fmt::format(
        "With the {} that stay under an earlier measure these are more than {} accounts of the case, which needs a "
        "second person.",
        stays, above);
  if (against_appeals > 0)
    return "An appeal made the measure of one of these accounts milder or ended it: a harsher one needs a second "
           "person.";
  return "";
}

}  // namespace

Effect effect_of(soci::session& sql, int64_t case_id, const Chosen& chosen, const Settings& settings, double confidence,
                 int64_t now) {
  std::unordered_map<std::string_view, std::string_view> others;
  for (const MemberMeasure& other : chosen.others) others.emplace(other.account_id, other.measure);
  const auto left = left_by_appeals(sql, case_id);
  Effect effect;
  int64_t stays = 0, against_appeals = 0;
  std::map<std::string_view, int64_t> by_measure;
  each_row<std::string, int64_t, std::optional<int64_t>, double, int64_t, std::optional<std::string>>(
      sql,
      fmt::format("select m.account_id, m.events, m.followers, m.confidence,"
                  " (select count(*) from members o where o.account_id = m.account_id and o.case_id <> m.case_id),"
                  " m.measure from members m where m.case_id = :c and m.kept = 1 and not {}",
                  was_erased("m.account_id")),
      with(case_id),
      [&](const std::string& account, int64_t events, std::optional<int64_t> followers, double how_sure,
          int64_t elsewhere, const std::optional<std::string>& earlier) {
        const auto other = others.find(account);
        const std::string_view measure = other == others.end() ? std::string_view(chosen.measure) : other->second;
        ++by_measure[measure];
        effect.lifted += measure == "no_action" && reaches(earlier.value_or("no_action"));
        stays += measure == "hold" && reaches(earlier.value_or("no_action"));
        if (!reaches(measure)) return;
        ++effect.accounts;
        effect.posts += events;
        effect.followers += followers.value_or(0);
        effect.followers_unknown += !followers;
        effect.under_confidence += how_sure < confidence;
        effect.in_other_cases += elsewhere > 0;
        if (const auto appeal = left.find(account); appeal != left.end())
          against_appeals += is_milder(appeal->second, measure);
      });
  const int64_t taken_out = one<int64_t>(sql,
                                         fmt::format("select count(*) from members where case_id = :c and kept = 0 "
                                                     "and measure is not null and measure <> 'no_action' and not {}",
                                                     was_erased("account_id")),
                                         with(case_id))
                                .value_or(0);
  (chosen.measure == "hold" ? stays : effect.lifted) += taken_out;  // put_in_force() frees them, but for a hold
  effect.notices = effect.accounts + effect.lifted;
  for (const auto& [measure, count] : by_measure) effect.by_measure.push_back(fmt::format("{}: {}", measure, count));
  effect.why_second_opinion = why_second_opinion(effect, by_measure.contains("terminate"), stays, against_appeals,
                                                 settings.second_opinion_above);
  effect.second_opinion = !effect.why_second_opinion.empty();
  effect.appeal_until = now + 86'400 * settings.appeal_days;
  return effect;
}

}  // namespace lockstep::cases
