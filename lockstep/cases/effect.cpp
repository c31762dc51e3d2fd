#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "lockstep/cases/decision_rows.h"

namespace lockstep::cases {

Effect effect_of(soci::session& sql, int64_t case_id, const Chosen& chosen, const Settings& settings, double confidence,
                 int64_t now) {
  std::unordered_map<std::string_view, std::string_view> others;
  for (const MemberMeasure& other : chosen.others) others.emplace(other.account_id, other.measure);
  Effect effect;
  std::map<std::string_view, int64_t> by_measure;
  each_row<std::string, int64_t, std::optional<int64_t>, double, int64_t, std::optional<std::string>>(
      sql,
      "select m.account_id, m.events, m.followers, m.confidence,"
      " (select count(*) from members o where o.account_id = m.account_id and o.case_id <> m.case_id), m.measure"
      " from members m where m.case_id = :c and (m.kept = 1 or 1 = :b)",
      with(case_id, chosen.blind),
      [&](const std::string& account, int64_t events, std::optional<int64_t> followers, double how_sure,
          int64_t elsewhere, const std::optional<std::string>& earlier) {
        const auto other = others.find(account);
        const std::string_view measure = other == others.end() ? std::string_view(chosen.measure) : other->second;
        ++by_measure[measure];
        effect.lifted += !chosen.blind && measure == "no_action" && reaches(earlier.value_or("no_action"));
        if (!reaches(measure)) return;
        ++effect.accounts;
        effect.posts += events;
        effect.followers += followers.value_or(0);
        effect.followers_unknown += !followers;
        effect.under_confidence += how_sure < confidence;
        effect.in_other_cases += elsewhere > 0;
      });
  if (chosen.measure != "hold" && !chosen.blind)  // put_in_force() frees those who were taken out meanwhile
    effect.lifted += one<int64_t>(sql,
                                  "select count(*) from members where case_id = :c and kept = 0 and measure is not "
                                  "null and measure <> 'no_action'",
                                  with(case_id))
                         .value_or(0);
  effect.notices = effect.accounts + effect.lifted;
  for (const auto& [measure, count] : by_measure) effect.by_measure.push_back(fmt::format("{}: {}", measure, count));
  if (by_measure.contains("terminate"))
    effect.why_second_opinion = "A termination needs a second person.";
  else if (effect.accounts > settings.second_opinion_above)
    effect.why_second_opinion =
        fmt::format("A measure for more than {} accounts needs a second person.", settings.second_opinion_above);
  effect.second_opinion = !effect.why_second_opinion.empty();
  effect.appeal_until = now + 86'400 * settings.appeal_days;
  return effect;
}

}  // namespace lockstep::cases
