#include "lockstep/peers/similar_sets.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace lockstep {
namespace {

using namespace std::chrono_literals;
using Sets = std::vector<std::vector<uint32_t>>;

double jaccard(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<uint32_t> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return double(common.size()) / double(a.size() + b.size() - common.size());
}

// All pairs of occurrences compared.
Sets compared_one_by_one(const Sets& sets, const std::vector<SetOccurrence>& by_time, Duration window,
                         double similarity, double min_size) {
  std::vector<std::set<uint32_t>> like(sets.size());
  const auto counts = [&](uint32_t set) { return !sets[set].empty() && double(sets[set].size()) >= min_size; };
  for (const auto& [a, time_a] : by_time)
    for (const auto& [b, time_b] : by_time)
      if (counts(a) && counts(b) && abs(time_a - time_b) <= window && jaccard(sets[a], sets[b]) >= similarity)
        like[a].insert(b);
  Sets found;
  for (const auto& one : like) found.emplace_back(one.begin(), one.end());
  return found;
}

RC_GTEST_PROP(SimilarSets, AreThoseFoundByComparingAll, ()) {
  const auto number = [](int low, int high) { return *rc::gen::inRange(low, high); };
  Sets sets(size_t(number(1, 9)));
  for (std::vector<uint32_t>& set : sets) {
    std::set<uint32_t> tokens;
    for (int i = number(0, 12); i > 0; --i) tokens.insert(uint32_t(number(0, 12)));
    set.assign(tokens.begin(), tokens.end());
  }
  std::vector<SetOccurrence> by_time;
  int64_t now = 0;
  for (int i = number(0, 40); i > 0; --i)
    by_time.push_back({uint32_t(number(0, int(sets.size()))), Timestamp(Duration(now += number(0, 4)))});
  const double similarity = *rc::gen::elementOf(std::vector<double>{0.1, 0.2, 0.3, 0.5, 0.6, 0.75, 0.8, 0.9, 1.0});
  const Duration window(number(0, 12));
  const double min_size = number(0, 4);
  RC_ASSERT(similar_sets(sets, by_time, window, similarity, min_size) ==
            compared_one_by_one(sets, by_time, window, similarity, min_size));
}

}  // namespace
}  // namespace lockstep
