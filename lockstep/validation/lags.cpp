#include "lockstep/validation/lags.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace lockstep {
namespace {

constexpr double anywhere = .03;
constexpr int64_t hour_seconds = 3600;
constexpr double fastest_median = 8, median_step = .25;  // of its logarithm
constexpr std::array<double, 5> sigmas{.6, .8, 1, 1.3, 1.8};

double normal_below(double z) { return .5 * std::erfc(-z / std::sqrt(2.0)); }

double reacted_by(double seconds, double median, double sigma) {
  return seconds <= 0 ? 0 : normal_below((std::log(seconds) - std::log(median)) / sigma);
}

// When the first member reacted: steps after what was reacted to, and how many steps each stands for, it being the
// middle one of them.
struct Start {
  size_t step;
  double weight;
};

std::vector<Start> starts_for(size_t steps) {
  std::vector<Start> starts;
  for (size_t from = 0; from < steps;) {
    const size_t until = std::min(steps, from < 6 ? from + 1 : from + from / 5 + 1);
    starts.push_back({(from + until - 1) / 2, double(until - from)});
    from = until;
  }
  return starts;
}

// Spans of plans, in steps.
std::vector<size_t> spans_for(size_t steps) {
  std::vector<size_t> spans;
  for (size_t span = 0; span < steps; span += span < 60 ? 1 : span / 20) spans.push_back(span);
  return spans;
}

struct Curves {
  size_t steps;  // in the hour
  std::vector<size_t> spans;
  std::vector<Start> starts;
  std::vector<std::pair<double, double>> reactions;  // median, sigma
  std::vector<float> share;                          // of each step, and in it of each reaction
  std::span<const float> at(size_t step) const {
    return std::span(share).subspan(std::min(step, steps - 1) * reactions.size(), reactions.size());
  }
};

Curves make_curves(int64_t step) {
  Curves curves{size_t(hour_seconds / step) + 1, {}, {}, {}, {}};
  curves.spans = spans_for(curves.steps);
  curves.starts = starts_for(std::min<size_t>(curves.steps, size_t(1200 / step) + 2));
  for (double log_median = std::log(fastest_median); log_median < std::log(3600.0); log_median += median_step)
    for (const double sigma : sigmas) curves.reactions.emplace_back(std::exp(log_median), sigma);
  const double background = anywhere / double(curves.steps);
  for (size_t k = 0; k < curves.steps; ++k)
    for (const auto& [median, sigma] : curves.reactions)
      curves.share.push_back(float((1 - anywhere) * (reacted_by(double(int64_t(k + 1) * step), median, sigma) -
                                                     reacted_by(double(int64_t(k) * step), median, sigma)) +
                                   background));
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

// The logarithm of how often two meet within the window, under each plan and each reaction. As below, a delay above
// zero stands for both orders of the two, hence the factors of two.
std::vector<double> plans_that_meet(const Curves& curves, size_t window) {
  std::vector<double> meet;
  for (const size_t span : curves.spans) {
    const double steps = double(span + 1), near = double(std::min(window, span));
    const double share = (steps + 2 * (steps * near - near * (near + 1) / 2)) / (steps * steps);
    const double by_accident = std::min(1.0, 2 * double(window + 1) / double(curves.steps));
    meet.push_back(std::log((1 - anywhere) * (1 - anywhere) * share + anywhere * (2 - anywhere) * by_accident));
  }
  return meet;
}

std::vector<double> reactions_that_meet(const Curves& curves, size_t window) {
  const size_t count = curves.reactions.size();
  std::vector<double> meet(count, 0), later(count);
  for (const Start& start : curves.starts) {
    std::fill(later.begin(), later.end(), 0);
    for (size_t step = start.step + 1; step <= std::min(start.step + window, curves.steps - 1); ++step)
      for (size_t r = 0; r < count; ++r) later[r] += double(curves.at(step)[r]);
    for (size_t r = 0; r < count; ++r) {
      const double first = double(curves.at(start.step)[r]);
      meet[r] += start.weight * first * (first + 2 * later[r]);
    }
  }
  for (double& each : meet) each = std::log(std::min(1.0, each));
  return meet;
}

// Made once for each window and resolution.
struct Meeting {
  std::vector<double> plans, reactions;
};

const Meeting& meeting_for(const Curves& curves, int64_t step, size_t window) {
  static std::mutex guard;
  static std::map<std::pair<int64_t, size_t>, std::unique_ptr<Meeting>> made;
  const std::lock_guard lock(guard);
  std::unique_ptr<Meeting>& meeting = made[{step, window}];
  if (!meeting)
    meeting = std::make_unique<Meeting>(Meeting{plans_that_meet(curves, window), reactions_that_meet(curves, window)});
  return *meeting;
}

// Adds the log likelihood of one occasion under each plan: n members at even steps of the span, wherever it began.
void add_plans(const Curves& curves, std::span<const size_t> delays, std::vector<double>& plans) {
  const double background = std::log(anywhere / double(curves.steps)), inside = std::log(1 - anywhere);
  size_t within = 0;
  for (size_t j = 0; j < curves.spans.size(); ++j) {
    while (within < delays.size() && delays[within] <= curves.spans[j]) ++within;
    const double steps = double(curves.spans[j] + 1), range = within == 0 ? 0 : double(delays[within - 1]);
    const double members = double(within + 1);
    plans[j] +=
        std::log(steps - range) + members * (inside - std::log(steps)) + double(delays.size() - within) * background;
  }
}

// The same under each reaction.
void add_reactions(const Curves& curves, std::span<const size_t> delays, std::vector<double>& reactions) {
  const size_t count = curves.reactions.size();
  std::vector<double> sum(count, 0), product(count);
  for (const Start& start : curves.starts) {
    const std::span<const float> first = curves.at(start.step);
    for (size_t r = 0; r < count; ++r) product[r] = start.weight * double(first[r]);
    const auto share = [&](size_t d) { return curves.at(start.step + delays[d]).data(); };
    size_t d = 0;
    for (; d + 4 <= delays.size(); d += 4) {  // four at a time: fewer passes over the products
      const float *one = share(d), *two = share(d + 1), *three = share(d + 2), *four = share(d + 3);
      for (size_t r = 0; r < count; ++r)
        product[r] *= double(one[r]) * double(two[r]) * (double(three[r]) * double(four[r]));
    }
    for (; d < delays.size(); ++d)
      for (size_t r = 0; r < count; ++r) product[r] *= double(share(d)[r]);
    for (size_t r = 0; r < count; ++r) sum[r] += product[r];
  }
  for (size_t r = 0; r < count; ++r) reactions[r] += std::log(std::max(sum[r], 1e-300));
}

}  // namespace

double least_for_a_plan(std::vector<double> log_likelihood_ratios) {
  constexpr double least = 6, one_in = 20;
  std::ranges::sort(log_likelihood_ratios, std::greater());
  const auto groups = double(log_likelihood_ratios.size());
  const auto of = [&](double reach_it) { return std::max(least, std::log(one_in * groups / reach_it)); };
  for (size_t k = log_likelihood_ratios.size(); k > 1; --k)
    if (log_likelihood_ratios[k - 1] >= of(double(k))) return of(double(k));
  return of(1);
}

LagFit fit_lags(const OccasionDelays& occasions, Duration window, Duration resolution) {
  constexpr size_t most_delays = 40;  // of one occasion: beyond, products of shares would vanish
  LagFit fit;
  const int64_t step = std::clamp<int64_t>(resolution.count() / 1'000'000, 1, hour_seconds);
  const Curves& curves = curves_for(step);
  std::vector<double> plans(curves.spans.size(), 0), reactions(curves.reactions.size(), 0);
  const Meeting& meeting =
      meeting_for(curves, step, size_t(std::min<int64_t>(window.count() / 1'000'000, hour_seconds) / step));
  std::vector<size_t> delays;
  for (const std::vector<Duration>& occasion : occasions) {
    delays.clear();
    for (const Duration delay : occasion)
      delays.push_back(size_t(std::clamp<int64_t>(delay.count() / 1'000'000, 0, hour_seconds) / step));
    fit.delays += unsigned(delays.size());
    std::sort(delays.begin(), delays.end());
    if (delays.size() > most_delays) {  // evenly over their order
      for (size_t i = 0; i < most_delays; ++i) delays[i] = delays[i * delays.size() / most_delays];
      delays.resize(most_delays);
    }
    if (delays.empty()) continue;
    if (delays.size() == 1) {
      for (size_t j = 0; j < plans.size(); ++j) plans[j] -= meeting.plans[j];
      for (size_t r = 0; r < reactions.size(); ++r) reactions[r] -= meeting.reactions[r];
    }
    add_plans(curves, delays, plans);
    add_reactions(curves, delays, reactions);
  }
  if (fit.delays == 0) return fit;
  const auto plan = size_t(std::max_element(plans.begin(), plans.end()) - plans.begin());
  const auto reaction = size_t(std::max_element(reactions.begin(), reactions.end()) - reactions.begin());
  fit.log_likelihood_ratio = plans[plan] - reactions[reaction];
  fit.plan_span = std::chrono::seconds(int64_t(curves.spans[plan]) * step);
  fit.reaction_median_seconds = curves.reactions[reaction].first;
  fit.reaction_sigma = curves.reactions[reaction].second;
  return fit;
}

LagExpectation expected_delays(const LagFit& fit, const OccasionDelays& occasions, double width_seconds,
                               unsigned bins) {
  const double span = double(fit.plan_span.count()) / 1e6 + 1;
  const double median = fit.reaction_median_seconds, sigma = fit.reaction_sigma;
  LagExpectation expected{std::vector<double>(bins, 0), std::vector<double>(bins, 0)};
  std::map<size_t, double> sizes;  // members of an occasion -> occasions
  for (const std::vector<Duration>& occasion : occasions)
    if (!occasion.empty()) ++sizes[occasion.size() + 1];
  const std::vector<Start> starts = starts_for(1200);
  for (const auto& [size, count] : sizes) {
    const double n = double(size);
    // Of n members at even times, n (1 - (d/J)^(n-1)) / J others come about d after the first.
    const auto even_by = [&](double at) {
      const double x = std::min(1.0, at / span);
      return n * x - std::pow(x, n);
    };
    for (unsigned bin = 0; bin < bins; ++bin) {
      const double from = bin * width_seconds, until = from + width_seconds;
      expected.plan[bin] += count * (1 - anywhere) * (even_by(until) - even_by(from));
      double reacted = 0;
      for (const Start& start : starts) {
        const size_t before_middle = (size_t(start.weight) - 1) / 2;
        const auto begin = double(start.step - before_middle), end = begin + start.weight;
        const double first = reacted_by(end, median, sigma) - reacted_by(begin, median, sigma);
        const double none_before = std::pow(1 - reacted_by((begin + end) / 2, median, sigma), n - 2);
        const double middle = (begin + end) / 2;
        reacted += first * none_before *
                   (reacted_by(middle + until, median, sigma) - reacted_by(middle + from, median, sigma));
      }
      expected.reaction[bin] += count * (1 - anywhere) * n * (n - 1) * reacted;
    }
  }
  return expected;
}

}  // namespace lockstep
