// lockstep/validation/statistics.h
//
// The few distributions that the tests stand on. Each is exact up to rounding, and checked against published values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lockstep {

// P(X >= x) for a sum of independent trials with the given probabilities (Poisson binomial; Hong 2013). Exact, by
// convolution: O(trials * x).
double poisson_binomial_tail(std::span<const double> probabilities, unsigned x);

// P(X >= x), X ~ Binomial(n, p).
double binomial_tail(unsigned n, double p, unsigned x);

// P(X >= x), X ~ Poisson(mean).
double poisson_tail(double mean, unsigned x);

// P(sum of n independent min(cap, Exponential(1)) >= x): what n conservative p-values, each worth no more than
// exp(-cap), give by -ln p. By convolution on a grid of cap / 256 with each value rounded up, hence an upper bound.
class CappedExponentialSum {
 public:
  // Up to `most` terms. Cost: O(most^2 * 256^2), once.
  CappedExponentialSum(double cap, unsigned most);
  double tail(unsigned n, double x) const;
  unsigned most() const { return unsigned(tails_.size()); }

 private:
  double width_;
  std::vector<std::vector<double>> tails_;  // of n + 1 terms: P(sum >= k * width)
};

// Wilson 1927: an interval for a share, z = 1.96 for 95%.
struct Interval {
  double low, high;
};
Interval wilson_interval(double successes, double trials, double z = 1.959964);

// 95% of a Poisson count or more: the 2.5% and the 97.5% quantile, rounded outwards (Boost.Math).
Interval poisson_range(double mean);

// A 95% interval for a ratio of two sums over independent occasions, sum(seen) : sum(expected), from the spread of the
// occasions about it, on the log scale with Student's t (linearised ratio estimator; Cochran 1977, Sampling Techniques,
// section 6.3). What happens within one occasion may depend on each other. A few occasions can be alike by accident,
// which proves no certainty: one more, on which as much was seen as is expected, takes part in the ratio and in its
// spread, but not in the degrees of freedom. Both sums must be positive, and there must be three occasions at least.
Interval ratio_interval(std::span<const double> seen, std::span<const double> expected);

// Benjamini and Hochberg 1995: the q-value of each p-value, in the order given. `tests` may exceed the number of values
// (the others count as 1).
std::vector<double> benjamini_hochberg(std::span<const double> p_values, size_t tests = 0);

// The share of true nulls, estimated from the p-values above 1/2 and never above 1; times it, the q-values of Benjamini
// and Hochberg still bound the false discovery rate (Storey, Taylor and Siegmund 2004, J. R. Stat. Soc. B 66:187-205,
// with the one added that makes it hold for few tests).
double null_share(std::span<const double> p_values);

}  // namespace lockstep
