// Plan or reaction beside a twin that takes every span, every start and every delay by itself, and on drawn occasions.

#include "lockstep/validation/lags.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "lockstep/base/random.h"

namespace lockstep {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr int steps = 3601;
constexpr double anywhere = .03;

double lognormal_by(double at, double median, double sigma) {
  return at <= 0 ? 0 : .5 * std::erfc(-(std::log(at) - std::log(median)) / sigma / std::sqrt(2.));
}

// n members at even seconds of 0 … span, wherever that began; who came later came anywhere.
double log_of_plan(const std::vector<int>& delays, int span) {
  double log = 0;
  int last = 0, inside = 1;
  for (const int delay : delays) {
    if (delay > span)
      log += std::log(anywhere / steps);
    else
      ++inside, last = std::max(last, delay);
  }
  return log + std::log(span + 1. - last) + inside * (std::log(1 - anywhere) - std::log(span + 1.));
}

// Of each second of the hour, the share that comes in it.
const std::vector<double>& shares_of(const std::pair<double, double>& reaction) {
  static std::map<std::pair<double, double>, std::vector<double>> known;
  std::vector<double>& share = known[reaction];
  const auto& [median, sigma] = reaction;
  for (int k = int(share.size()); k < steps; ++k)
    share.push_back((1 - anywhere) * (lognormal_by(k + 1, median, sigma) - lognormal_by(k, median, sigma)) +
                    anywhere / steps);
  return share;
}

// The first reacted in any second of the first twenty minutes, the others as long after it as they did.
double of_reaction(const std::vector<int>& delays, const std::pair<double, double>& reaction) {
  const std::vector<double>& share = shares_of(reaction);
  double sum = 0;
  for (int start = 0; start <= 1200; ++start) {
    double product = share[size_t(start)];
    for (const int delay : delays) product *= share[size_t(std::min(start + delay, steps - 1))];
    sum += product;
  }
  return sum;
}

// Of one delay that is not beyond the window: given that the two met. Both orders of the two are one delay.
template <class Likelihood>
double given_that_they_met(int delay, int window, Likelihood&& likelihood) {
  double met = likelihood(0);
  for (int other = 1; other <= window; ++other) met += 2 * likelihood(other);
  return likelihood(delay) / met;
}

double log_ratio(const std::vector<std::vector<int>>& occasions, int window) {
  const auto best_of = [&](auto&& parameters, auto&& likelihood) {
    double best = -1e300;
    for (const auto& parameter : parameters) {
      double sum = 0;
      for (const auto& delays : occasions) {
        if (delays.size() == 1)
          sum += std::log(given_that_they_met(delays[0], window,
                                              [&](int delay) { return likelihood(std::vector{delay}, parameter); }));
        else if (!delays.empty())
          sum += std::log(likelihood(delays, parameter));
      }
      best = std::max(best, sum);
    }
    return best;
  };
  std::vector<int> spans;
  for (int span = 0; span < steps; ++span) spans.push_back(span);
  std::vector<std::pair<double, double>> reactions;
  for (double median = 8; median < 3600; median *= std::exp(.25))
    for (const double sigma : {.6, .8, 1., 1.3, 1.8}) reactions.emplace_back(median, sigma);
  return best_of(spans, [](const auto& delays, int span) { return std::exp(log_of_plan(delays, span)); }) -
         best_of(reactions, [](const auto& delays, const auto& r) { return of_reaction(delays, r); });
}

LagFit fit(const std::vector<std::vector<int>>& occasions, Duration window) {
  OccasionDelays delays;
  for (const auto& own : occasions) {
    delays.emplace_back();
    for (const int delay : own) delays.back().emplace_back(seconds(delay));
  }
  return fit_lags(delays, window, seconds(1));
}

double normal(Rng& rng) {  // Box and Muller
  return std::sqrt(-2 * std::log(1 - rng.uniform())) * std::cos(6.283185307179586 * rng.uniform());
}

// Members at even times within the span, or by a lognormal law; delays after the first of them.
std::vector<int> drawn_delays(Rng& rng, unsigned members, int span, double median, double sigma) {
  std::vector<double> times;
  for (unsigned k = 0; k < members; ++k)
    times.push_back(span > 0 ? std::floor((span + 1) * rng.uniform()) : median * std::exp(sigma * normal(rng)));
  std::ranges::sort(times);
  std::vector<int> delays;
  for (const double time : times)
    if (time > times[0] + 3600)
      break;
    else
      delays.push_back(int(time - times[0]));
  delays.erase(delays.begin());
  return delays;
}

// Spans above a minute and starts above six seconds are taken in steps of a twentieth and a fifth there.
TEST(FitLags, IsWhatATwinFindsThatTakesEverySpanAndEveryStart) {
  Rng rng(2);
  unsigned plans = 0, reactions = 0;
  for (int round = 0; round < 12; ++round) {
    std::vector<std::vector<int>> occasions;
    for (uint64_t n = 1 + rng.below(6); n > 0; --n)
      occasions.push_back(drawn_delays(rng, unsigned(3 + rng.below(6)), round % 2 ? 90 : 0, 60, 1.2));
    const double fast = fit(occasions, minutes(10)).log_likelihood_ratio, slow = log_ratio(occasions, 600);
    EXPECT_NEAR(fast, slow, .15 + .01 * std::abs(slow)) << round;
    plans += slow > 0;
    reactions += slow < -1;
  }
  EXPECT_GE(plans, 4u);
  EXPECT_GE(reactions, 3u);
}

// Of two who came that they met is what they were chosen by.
TEST(FitLags, TakesOneDelayAsGivenThatTheTwoMet) {
  Rng rng(3);
  for (int round = 0; round < 3; ++round) {
    std::vector<std::vector<int>> occasions;
    for (int n = 0; n < 4; ++n) occasions.push_back({int(rng.below(61))});
    EXPECT_NEAR(fit(occasions, seconds(60)).log_likelihood_ratio, log_ratio(occasions, 60), .15) << round;
  }
}

TEST(FitLags, HasLimits) {
  EXPECT_EQ(fit({}, seconds(60)).delays, 0u);
  EXPECT_EQ(fit({{}, {}}, seconds(60)).log_likelihood_ratio, 0);
  // One delay of two who met says next to nothing.
  EXPECT_LT(std::abs(fit({{30}}, seconds(60)).log_likelihood_ratio), 1);
  // All in the same second: a plan of no span, and the more of them the surer.
  const LagFit twice = fit({{0, 0, 0}, {0, 0, 0}}, seconds(60));
  EXPECT_EQ(twice.plan_span, Duration(0));
  EXPECT_EQ(twice.delays, 6u);
  EXPECT_GT(twice.log_likelihood_ratio, least_for_a_plan({1}));
  EXPECT_GT(fit({{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, seconds(60)).log_likelihood_ratio, twice.log_likelihood_ratio);
  // What lies beyond the hour counts as its last second; nothing vanishes with hundreds of delays.
  EXPECT_EQ(fit({{1, 2, 3600}}, seconds(60)).log_likelihood_ratio,
            fit({{1, 2, 9000}}, seconds(60)).log_likelihood_ratio);
  EXPECT_TRUE(std::isfinite(fit({std::vector<int>(500, 3600)}, seconds(60)).log_likelihood_ratio));
}

TEST(FitLags, FindsTheSpanAndTheMedianThatWereDrawn) {
  Rng rng(4);
  std::vector<std::vector<int>> planned, reacted;
  for (int n = 0; n < 40; ++n) {
    planned.push_back(drawn_delays(rng, 8, 90, 0, 0));
    reacted.push_back(drawn_delays(rng, 8, 0, 60, 1));
  }
  const LagFit plan = fit(planned, minutes(10)), reaction = fit(reacted, minutes(10));
  EXPECT_GT(plan.log_likelihood_ratio, 50);
  EXPECT_NEAR(lockstep::seconds(plan.plan_span), 90, 5);
  EXPECT_LT(reaction.log_likelihood_ratio, -50);
  EXPECT_NEAR(std::log(reaction.reaction_median_seconds / 60), 0, .3);
  EXPECT_NEAR(reaction.reaction_sigma, 1, .31);
}

// Of fewer than twenty groups 400 : 1 is enough; of more, it depends on how many reach it.
TEST(LeastForAPlan, GrowsWithTheGroupsThatAreAsked) {
  EXPECT_EQ(least_for_a_plan({}), 6);
  EXPECT_EQ(least_for_a_plan(std::vector<double>(20, -3)), 6);
  EXPECT_NEAR(least_for_a_plan(std::vector<double>(500, 1)), std::log(1e4), 1e-12);
  std::vector<double> asked(500, 1);
  asked[3] = 9.5, asked[77] = 8.6, asked[200] = 7.9, asked[300] = 7.7;
  EXPECT_NEAR(least_for_a_plan(asked), std::log(1e4 / 2), 1e-12);  // the third would have to reach 8.1
  std::fill(asked.begin(), asked.begin() + 50, 30);
  EXPECT_EQ(least_for_a_plan(asked), 6);
}

// The lowest bar, not under 6, that k groups reach for which it is ln(20 n / k).
TEST(LeastForAPlan, IsTheOneOfBenjaminiAndHochberg) {
  Rng rng(3);
  unsigned at_the_floor = 0, between = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<double> asked(30 + rng.below(800));
    const auto planned = 2 + rng.below(40);
    for (double& ratio : asked) ratio = rng.below(planned) == 0 ? 5 + 6 * rng.uniform() : 3 * rng.uniform();
    double lowest = std::max(6.0, std::log(20 * double(asked.size())));
    for (size_t k = 1; k <= asked.size(); ++k) {
      const double bar = std::max(6.0, std::log(20 * double(asked.size()) / double(k)));
      const auto reach_it = std::ranges::count_if(asked, [&](double ratio) { return ratio >= bar; });
      if (size_t(reach_it) >= k) lowest = std::min(lowest, bar);
    }
    const double least = least_for_a_plan(asked);
    EXPECT_EQ(least, lowest);
    at_the_floor += least == 6;
    between += least > 6 && least < std::log(20 * double(asked.size())) - 1e-9;
  }
  EXPECT_GT(at_the_floor, 50u);
  EXPECT_GT(between, 50u);
}

// In steps of a minute: as if each second were one.
TEST(FitLags, ComparesCoarseTimesInTheirSteps) {
  const OccasionDelays coarse{{minutes(0), minutes(1), minutes(1)}, {minutes(1), minutes(3)}};
  const OccasionDelays shifted{{seconds(10), seconds(70), seconds(119)}, {seconds(90), seconds(181)}};
  EXPECT_EQ(fit_lags(coarse, minutes(10), minutes(1)).log_likelihood_ratio,
            fit_lags(shifted, minutes(10), minutes(1)).log_likelihood_ratio);
}

// Draws of both laws beside the delays that are said to be expected of them; 3% who come anywhere are in no bin.
TEST(ExpectedDelays, AreTheMeansOfDraws) {
  constexpr int rounds = 40'000;
  constexpr unsigned bins = 6;
  constexpr double width = 20;
  LagFit fit;
  fit.plan_span = seconds(99);
  fit.reaction_median_seconds = 45, fit.reaction_sigma = 1;
  Rng rng(6);
  std::vector<double> planned(bins, 0), reacted(bins, 0);
  OccasionDelays occasions;
  for (const unsigned members : {2u, 5u, 9u}) {
    occasions.emplace_back(members - 1);
    for (int round = 0; round < rounds; ++round)
      for (const bool plan : {true, false}) {
        std::vector<double> times;
        for (unsigned k = 0; k < members; ++k) times.push_back(plan ? 100 * rng.uniform() : 45 * std::exp(normal(rng)));
        std::ranges::sort(times);
        for (unsigned k = 1; k < members; ++k)
          if (times[k] - times[0] < bins * width)
            (plan ? planned : reacted)[size_t((times[k] - times[0]) / width)] += (1 - anywhere) / rounds;
      }
  }
  const LagExpectation expected = expected_delays(fit, occasions, width, bins);
  for (unsigned bin = 0; bin < bins; ++bin) {
    EXPECT_NEAR(expected.plan[bin], planned[bin], .03) << bin;
    EXPECT_NEAR(expected.reaction[bin], reacted[bin], .03 + .03 * reacted[bin]) << bin;
  }
  EXPECT_EQ(expected_delays(fit, {{}}, width, bins).plan, std::vector<double>(bins, 0));
}

}  // namespace
}  // namespace lockstep
