#include "lockstep/cases/agreement.h"

#include <algorithm>
#include <map>

#include "lockstep/base/random.h"

namespace lockstep::cases {

namespace {

// Of fewer, draws are so much alike that the interval would feign a certainty: of one unit it has no width at all.
constexpr size_t least_units = 10;

}  // namespace

std::optional<double> krippendorff_alpha(const std::vector<Ratings>& units) {
  std::map<std::string, double> totals;
  double values = 0, disagreement = 0;
  for (const Ratings& unit : units) {
    if (unit.size() < 2) continue;
    std::map<std::string, double> counts;
    for (const std::string& rating : unit) ++counts[rating];
    const double size = double(unit.size());
    for (const auto& [rating, count] : counts) {
      totals[rating] += count;
      disagreement += count * (size - count) / (size - 1);
    }
    values += size;
  }
  double expected = 0;
  for (const auto& [rating, count] : totals) expected += count * (values - count);
  if (values < 2 || expected == 0) return std::nullopt;
  return 1 - (values - 1) * disagreement / expected;
}

std::optional<Interval> alpha_interval(const std::vector<Ratings>& units, int resamples) {
  if (units.size() < least_units) return std::nullopt;
  Rng random(7);
  std::vector<double> alphas;
  std::vector<Ratings> drawn(units.size());
  for (int i = 0; i < resamples; ++i) {
    for (Ratings& unit : drawn) unit = units[random.below(units.size())];
    if (const auto alpha = krippendorff_alpha(drawn)) alphas.push_back(*alpha);
  }
  if (alphas.size() < 2) return std::nullopt;
  std::ranges::sort(alphas);
  const auto at = [&](double share) { return alphas[size_t(share * double(alphas.size() - 1) + 0.5)]; };
  return Interval{at(0.025), at(0.975)};
}

}  // namespace lockstep::cases
