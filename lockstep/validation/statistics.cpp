#include "lockstep/validation/statistics.h"

#include <algorithm>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace lockstep {

double poisson_binomial_tail(std::span<const double> probabilities, unsigned x) {
  if (x == 0) return 1;
  if (x > probabilities.size()) return 0;
  thread_local std::vector<double> below;  // below[k] = P(exactly k so far), k < x
  below.assign(x, 0.0);
  below[0] = 1;
  double reached = 0;  // P(x was reached)
  for (const double p : probabilities) {
    reached += below[x - 1] * p;
    for (unsigned k = x - 1; k > 0; --k) below[k] = below[k] * (1 - p) + below[k - 1] * p;
    below[0] *= 1 - p;
  }
  return std::min(1.0, reached);
}

double binomial_tail(unsigned n, double p, unsigned x) {
  if (x == 0) return 1;
  if (x > n || p <= 0) return 0;
  if (p >= 1) return 1;
  double term = std::exp(std::lgamma(n + 1.0) - std::lgamma(x + 1.0) - std::lgamma(n - x + 1.0) + x * std::log(p) +
                         (n - x) * std::log1p(-p));
  double sum = 0;
  for (unsigned k = x; k <= n; ++k) {
    sum += term;
    term *= double(n - k) / double(k + 1) * p / (1 - p);
  }
  return std::min(1.0, sum);
}

double poisson_tail(double mean, unsigned x) {
  if (x == 0) return 1;
  if (mean <= 0) return 0;
  double term = std::exp(-mean + x * std::log(mean) - std::lgamma(x + 1.0));
  double sum = 0;
  for (unsigned k = x; term > sum * 1e-17 || k < mean; ++k) {
    sum += term;
    term *= mean / double(k + 1);
  }
  return std::min(1.0, sum);
}

CappedExponentialSum::CappedExponentialSum(double cap, unsigned most) {
  constexpr size_t steps = 256;
  width_ = cap / steps;
  std::vector<double> single(steps + 1, 0.0);
  for (size_t i = 1; i <= steps; ++i) single[i] = std::exp(-width_ * double(i - 1)) - std::exp(-width_ * double(i));
  single[steps] += std::exp(-cap);
  std::vector<double> sum{1.0};
  for (unsigned n = 1; n <= most; ++n) {
    std::vector<double> next(sum.size() + steps, 0.0);
    for (size_t i = 0; i < sum.size(); ++i)
      for (size_t j = 1; j <= steps; ++j) next[i + j] += sum[i] * single[j];
    sum = std::move(next);
    std::vector<double> tail(sum);
    for (size_t k = tail.size() - 1; k > 0; --k) tail[k - 1] += tail[k];  // the small ones first
    tails_.push_back(std::move(tail));
  }
}

double CappedExponentialSum::tail(unsigned n, double x) const {
  if (n == 0 || x <= 0) return 1;
  const std::vector<double>& tail = tails_[n - 1];
  const double step = std::ceil(x / width_ - 1e-9);
  return step >= double(tail.size()) ? 0 : std::min(1.0, tail[size_t(step)]);
}

Interval wilson_interval(double successes, double trials, double z) {
  if (trials <= 0) return {0, 1};
  const double share = successes / trials, square = z * z / trials;
  const double centre = (share + square / 2) / (1 + square);
  const double half = z / (1 + square) * std::sqrt(share * (1 - share) / trials + square / (4 * trials));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval poisson_range(double mean) {
  if (mean <= 0) return {0, 0};
  const boost::math::poisson count(mean);
  return {boost::math::quantile(count, .025), boost::math::quantile(boost::math::complement(count, .025))};
}

Interval ratio_interval(std::span<const double> seen, std::span<const double> expected) {
  const double n = double(seen.size());
  double all_expected = std::accumulate(expected.begin(), expected.end(), 0.0);
  const double one_more = all_expected / n;
  const double all_seen = std::accumulate(seen.begin(), seen.end(), one_more);
  all_expected += one_more;
  const double ratio = all_seen / all_expected;
  const auto square = [&](double s, double e) { return std::pow((s - ratio * e) / (1 - e / all_expected), 2); };
  double squares = square(one_more, one_more);
  for (size_t i = 0; i < seen.size(); ++i) squares += square(seen[i], expected[i]);
  const double error = std::sqrt(squares) / all_seen;  // of the logarithm
  const double t = boost::math::quantile(boost::math::complement(boost::math::students_t(n - 1), .025));
  return {ratio * std::exp(-t * error), ratio * std::exp(t * error)};
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values, size_t tests) {
  const double m = double(std::max(tests, p_values.size()));
  std::vector<size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), size_t(0));
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> q(p_values.size());
  double least = 1;
  for (size_t rank = order.size(); rank > 0; --rank) {
    least = std::min(least, p_values[order[rank - 1]] * m / double(rank));
    q[order[rank - 1]] = least;
  }
  return q;
}

double null_share(std::span<const double> p_values) {
  constexpr double lambda = .5;
  const auto above = std::count_if(p_values.begin(), p_values.end(), [](double p) { return p > lambda; });
  if (p_values.empty()) return 1;
  return std::min(1.0, (1 + double(above)) / ((1 - lambda) * double(p_values.size())));
}

}  // namespace lockstep
