#include "lockstep/evaluation/rank.h"

#include <algorithm>
#include <limits>

namespace lockstep {

Ranking weigh_ranking(const Truth& truth, const ResultTables& tables) {
  Ranking ranking;
  ranking.ranked = tables.ranking.size();
  const auto is_planted = [&](uint32_t account) { return truth.group_of[account] != not_planted; };
  const auto count_planted = [&](auto begin, auto end) {
    return uint64_t(std::count_if(begin, end, [&](const auto& ranked) { return is_planted(ranked.account); }));
  };
  const uint64_t planted =
      truth.group_of.size() - uint64_t(std::count(truth.group_of.begin(), truth.group_of.end(), not_planted));
  if (planted == 0) return ranking;

  std::vector<ResultTables::Ranked> best_first = tables.ranking;
  std::ranges::sort(best_first, std::greater{}, &ResultTables::Ranked::score);
  double area = 0;
  uint64_t found = 0;
  const auto enter = [&](uint64_t newly_found, uint64_t taken, double score) {
    if (newly_found == 0) return;
    found += newly_found;
    const CurvePoint point{double(found) / double(planted), double(found) / double(taken), score};
    area += double(newly_found) / double(planted) * point.precision;
    if (point.precision >= .99) ranking.recall_at_99 = point.recall;
    if (point.precision >= .95) ranking.recall_at_95 = point.recall;
    ranking.curve.push_back(point);
  };
  ranking.recall_at_99 = ranking.recall_at_95 = 0;
  for (auto begin = best_first.begin(); begin != best_first.end();) {
    const auto end =
        std::find_if(begin, best_first.end(), [&](const auto& next) { return next.score != begin->score; });
    enter(count_planted(begin, end), uint64_t(end - best_first.begin()), begin->score);
    begin = end;
  }
  enter(planted - found, truth.group_of.size(), -std::numeric_limits<double>::infinity());  // who is not ranked
  ranking.average_precision = area;
  return ranking;
}

}  // namespace lockstep
