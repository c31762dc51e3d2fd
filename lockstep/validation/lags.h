// lockstep/validation/lags.h
//
// A plan or a reaction? A plan to act within a minute ends after a minute; people who react to each other, or to the
// same notification, are spread over a tail: some in seconds, some in ten minutes. No p-value against independence
// tells the two apart, for both are dependent. The delays after the first of each occasion do.
//
// plan:     each member at an even time within J, any J from 0 s to 1 h
// reaction: each member by a lognormal law after something that nobody saw, with any median from 8 s to 1 h and sigma
//           from .6 to 1.8 (response times of people; 1 or more in the data that we know). A group that comes within a
//           few seconds time after time is not reading what it passes on: that is one hand or a tool, and whose it is
//           the delays do not say.
// In both, 3% of the members come anywhere in the hour. The likelihood of an occasion is that of all its delays after
// the first member, whoever that is: the beginning of the plan, or what was reacted to, is integrated out. The ratio of
// the two best likelihoods decides. A plan whose delays are drawn from a long-tailed curve is taken for a reaction:
// that is the price of leaving friends alone, and it is stated.
//
// Occasions are looked at because members met on them within the window. Of two who came, that is a choice among the
// delays, so their likelihood is given that they met; of three or more, some two meet in either case, and it is left
// out.
#pragma once

#include <span>
#include <vector>

#include "lockstep/base/time.h"

namespace lockstep {

// From here on what was seen is taken for a plan, given the log likelihood ratios of all groups that are asked: 6 (400
// : 1), or, where that is more, ln(20 n / k) of n groups with k that reach it, so that one in twenty of those who do,
// at the most, looks like a plan by accident; where only friends are asked, one run in twenty holds any (Benjamini and
// Hochberg 1995). A likelihood ratio of k or more comes with probability 1/k at most where the other law is true
// (Royall 2000, J. Am. Stat. Assoc. 95:760-768); of laws that are fitted, as here, about so.
double least_for_a_plan(std::vector<double> log_likelihood_ratios);

// Times on a coarser grid do not tell a plan from a reaction: whoever reacts within minutes does so within one step.
inline constexpr Duration coarsest_for_delays = std::chrono::minutes(1);

struct LagFit {
  unsigned delays = 0;
  double log_likelihood_ratio = 0;  // natural; above 0 speaks for a plan
  Duration plan_span{0};            // the best J
  double reaction_median_seconds = 0, reaction_sigma = 0;
};

// The delays after the first member of each occasion, up to an hour each; at a resolution above a second they are
// compared in its steps. `window`: within which members met.
using OccasionDelays = std::vector<std::vector<Duration>>;
LagFit fit_lags(const OccasionDelays& occasions, Duration window, Duration resolution);

// How many delays the best plan and the best reaction would put into bins of `width_seconds`.
struct LagExpectation {
  std::vector<double> plan, reaction;
};
LagExpectation expected_delays(const LagFit& fit, const OccasionDelays& occasions, double width_seconds, unsigned bins);

}  // namespace lockstep
