// lockstep/validation/lags.h
//
// A plan or a reaction? A plan to act within a minute ends after a minute; people who react to each other, or to the
// same notification, are spread over a tail: some in seconds, some in ten minutes. No p-value against independence
// tells the two apart, for both are dependent. The delays after the first of each occasion do.
//
// plan:     uniform on [0, J], any J from 0 s to 1 h
// reaction: lognormal with any median from 8 s to 1 h and sigma from .6 to 1.8 (response times of people; 1 or more in
//           the data that we know). A group that comes within a few seconds time after time is not reading what it
//           passes on: that is one hand or a tool, and whose it is the delays do not say.
// Both with 3% of delays anywhere in the hour. The ratio of the two best likelihoods decides. A plan whose delays are
// drawn from a long-tailed curve is taken for a reaction: that is the price of leaving friends alone, and it is stated.
#pragma once

#include <span>
#include <vector>

#include "lockstep/base/time.h"

namespace lockstep {

// From here on the delays are taken for a plan: 55 : 1.
inline constexpr double plan_log_likelihood_ratio = 4;

struct LagFit {
  unsigned delays = 0;
  double log_likelihood_ratio = 0;  // natural; above 0 speaks for a plan
  Duration plan_span{0};            // the best J
  double reaction_median_seconds = 0, reaction_sigma = 0;
};

// `delays` up to an hour each; at a resolution above a second they are compared in its steps.
LagFit fit_lags(std::span<const Duration> delays, Duration resolution);

// What the best plan and the best reaction would put into bins of `width_seconds`, as shares of all delays.
struct LagShares {
  std::vector<double> plan, reaction;
};
LagShares lag_shares(const LagFit& fit, double width_seconds, unsigned bins);

}  // namespace lockstep
