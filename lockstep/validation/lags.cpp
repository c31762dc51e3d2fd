#include "lockstep/validation/lags.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace lockstep {
namespace {

constexpr double anywhere = .03;
constexpr int64_t hour_seconds = 3600;
constexpr double fastest_median = 8;  // of people who react; what is faster is one hand or a tool
constexpr std::array<int64_t, 24> spans{0,  1,   2,   3,   5,   7,   10,  15,  20,   30,   45,   60,
                                        90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600};
constexpr std::array<double, 6> sigmas{.6, .8, 1, 1.2, 1.5, 1.8};

struct Curve {
  double first, second;          // span; or median and sigma
  std::vector<float> log_share;  // of each step of the resolution
};

struct Curves {
  std::vector<Curve> plans, reactions;
};

double normal_below(double z) { return .5 * std::erfc(-z / std::sqrt(2.0)); }

Curves make_curves(int64_t step) {
  const size_t steps = size_t(hour_seconds / step) + 1;
  const double background = anywhere / double(steps);
  Curves curves;
  for (const int64_t span : spans) {
    if (span < step && step > 1) continue;  // a coarse grid cannot tell
    Curve curve{double(span), 0, std::vector<float>(steps, float(std::log(background)))};
    const size_t inside = size_t(span / step) + 1;
    for (size_t k = 0; k < std::min(inside, steps); ++k)
      curve.log_share[k] = float(std::log((1 - anywhere) / double(inside) + background));
    curves.plans.push_back(std::move(curve));
  }
  for (double log_median = std::log(fastest_median); log_median < std::log(3600.0); log_median += .15)
    for (const double sigma : sigmas) {
      Curve curve{std::exp(log_median), sigma, std::vector<float>(steps)};
      double before = 0;
      for (size_t k = 0; k < steps; ++k) {
        const double until = normal_below((std::log(double(int64_t(k + 1) * step)) - log_median) / sigma);
        curve.log_share[k] = float(std::log((1 - anywhere) * std::max(until - before, 1e-12) + background));
        before = until;
      }
      curves.reactions.push_back(std::move(curve));
    }
  return curves;
}

const Curves& curves_for(int64_t step) {
  static std::mutex guard;
  static std::map<int64_t, std::unique_ptr<Curves>> made;
  const std::lock_guard lock(guard);
  std::unique_ptr<Curves>& curves = made[step];
  if (!curves) curves = std::make_unique<Curves>(make_curves(step));
  return *curves;
}

std::pair<double, const Curve*> best(const std::vector<Curve>& curves,
                                     const std::vector<std::pair<size_t, unsigned>>& counts) {
  std::pair<double, const Curve*> found(-1e300, nullptr);
  for (const Curve& curve : curves) {
    double log_likelihood = 0;
    for (const auto& [step, count] : counts) log_likelihood += count * double(curve.log_share[step]);
    if (log_likelihood > found.first) found = {log_likelihood, &curve};
  }
  return found;
}

}  // namespace

LagFit fit_lags(std::span<const Duration> delays, Duration resolution) {
  LagFit fit;
  fit.delays = unsigned(delays.size());
  const int64_t step = std::clamp<int64_t>(resolution.count() / 1'000'000, 1, hour_seconds);
  std::map<size_t, unsigned> by_step;
  for (const Duration delay : delays)
    ++by_step[size_t(std::clamp<int64_t>(delay.count() / 1'000'000, 0, hour_seconds) / step)];
  const std::vector<std::pair<size_t, unsigned>> counts(by_step.begin(), by_step.end());
  const Curves& curves = curves_for(step);
  if (delays.empty() || curves.plans.empty()) return fit;
  const auto [plan, plan_curve] = best(curves.plans, counts);
  const auto [reaction, reaction_curve] = best(curves.reactions, counts);
  fit.log_likelihood_ratio = plan - reaction;
  fit.plan_span = std::chrono::seconds(int64_t(plan_curve->first));
  fit.reaction_median_seconds = reaction_curve->first;
  fit.reaction_sigma = reaction_curve->second;
  return fit;
}

LagShares lag_shares(const LagFit& fit, double width_seconds, unsigned bins) {
  LagShares shares;
  const double background = anywhere * width_seconds / double(hour_seconds);
  const double span = std::max(1.0, double(fit.plan_span.count()) / 1e6);
  const auto reacted_by = [&](double at) {
    return at <= 0 || fit.reaction_sigma <= 0
               ? 0.0
               : normal_below((std::log(at) - std::log(fit.reaction_median_seconds)) / fit.reaction_sigma);
  };
  for (unsigned bin = 0; bin < bins; ++bin) {
    const double from = bin * width_seconds, until = from + width_seconds;
    const double inside = std::max(0.0, std::min(until, span) - from) / span;
    shares.plan.push_back((1 - anywhere) * inside + background);
    shares.reaction.push_back((1 - anywhere) * (reacted_by(until) - reacted_by(from)) + background);
  }
  return shares;
}

}  // namespace lockstep
