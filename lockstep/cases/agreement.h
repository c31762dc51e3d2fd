// lockstep/cases/agreement.h
//
// Krippendorff's alpha for nominal data: 1 is full agreement, 0 what chance would give. K. Krippendorff, Content
// Analysis, 4th ed. 2019, ch. 12. The interval is a percentile bootstrap over units with a fixed seed; limits: under
// ten units there is none, and if everybody always says the same, alpha is not defined.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lockstep::cases {

// What each rater said about one unit; units with one rating tell nothing.
using Ratings = std::vector<std::string>;

std::optional<double> krippendorff_alpha(const std::vector<Ratings>& units);

struct Interval {
  double low, high;
};
std::optional<Interval> alpha_interval(const std::vector<Ratings>& units, int resamples = 1000);

}  // namespace lockstep::cases
