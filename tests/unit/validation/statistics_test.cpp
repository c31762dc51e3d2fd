#include "lockstep/validation/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "lockstep/base/random.h"

namespace lockstep {
namespace {

// Every outcome of the trials, one by one.
double tail_by_enumeration(const std::vector<double>& probabilities, unsigned x) {
  double sum = 0;
  for (unsigned outcome = 0; outcome < (1u << probabilities.size()); ++outcome) {
    double p = 1;
    for (size_t i = 0; i < probabilities.size(); ++i) p *= outcome >> i & 1 ? probabilities[i] : 1 - probabilities[i];
    if (unsigned(__builtin_popcount(outcome)) >= x) sum += p;
  }
  return sum;
}

TEST(PoissonBinomial, AgreesWithEnumeration) {
  Rng rng(3);
  for (unsigned n = 1; n <= 10; ++n) {
    std::vector<double> probabilities;
    for (unsigned i = 0; i < n; ++i) probabilities.push_back(rng.uniform());
    for (unsigned x = 0; x <= n + 1; ++x)
      EXPECT_NEAR(poisson_binomial_tail(probabilities, x), tail_by_enumeration(probabilities, x), 1e-12)
          << n << ' ' << x;
  }
}

TEST(Binomial, AgreesWithEnumerationAndIsExactFarOut) {
  for (unsigned n = 1; n <= 8; ++n)
    for (unsigned x = 0; x <= n; ++x)
      EXPECT_NEAR(binomial_tail(n, .3, x), tail_by_enumeration(std::vector<double>(n, .3), x), 1e-12);
  // only one outcome is left: p^n
  EXPECT_NEAR(binomial_tail(20, 1e-3, 20) / 1e-60, 1, 1e-9);
}

TEST(Poisson, AgreesWithTheSumOfItsTerms) {
  for (const double mean : {.01, 1., 7.5, 40.}) {
    double below = 0, term = std::exp(-mean);
    for (unsigned x = 0; x < 80; ++x) {
      if (1 - below > 1e-9) {
        EXPECT_NEAR(poisson_tail(mean, x), 1 - below, 1e-12) << mean << ' ' << x;
      }
      below += term;
      term *= mean / (x + 1);
    }
  }
  // far out the first terms are nearly all of it: e^-1 (1/20! + 1/21! + 1/22!)
  EXPECT_NEAR(poisson_tail(1, 20) / (std::exp(-1) * (1 + 1 / 21. + 1 / 462.) / std::tgamma(21)), 1, 1e-3);
}

// SciPy 1.17.1: stats.binom.sf(x - 1, n, p).
TEST(Binomial, AgreesWithSciPy) {
  struct Row {
    unsigned n;
    double p;
    unsigned x;
    double tail;
  };
  for (const Row& row : {Row{10, .25, 4, 0.224124908447266}, Row{59, .02, 8, 2.28651131560754e-05},
                         Row{200, .001, 3, 0.00113376809746265}, Row{1000, .3, 350, 0.000373870105440391},
                         Row{40, .5, 39, 3.72892827726901e-11}, Row{5000, .0001, 6, 1.41294277450401e-05},
                         Row{100'000, 1e-06, 5, 7.66706652954466e-08}, Row{3, .999, 3, 0.997002999}})
    EXPECT_NEAR(binomial_tail(row.n, row.p, row.x) / row.tail, 1, 1e-9) << row.n;
  EXPECT_EQ(binomial_tail(5, .2, 0), 1);
  EXPECT_EQ(binomial_tail(5, .2, 6), 0);
  EXPECT_EQ(binomial_tail(5, 0, 1), 0);
  EXPECT_EQ(binomial_tail(5, 1, 5), 1);
}

// stats.poisson.sf(x - 1, mean).
TEST(Poisson, AgreesWithSciPy) {
  struct Row {
    double mean;
    unsigned x;
    double tail;
  };
  for (const Row& row :
       {Row{.001, 1, 0.000999500166625008}, Row{.001, 3, 1.66541716652781e-10}, Row{.5, 2, 0.0902040104310499},
        Row{4.2, 12, 0.00137385961590087}, Row{40, 80, 1.69547191458279e-08}, Row{300, 250, 0.998622528122472},
        Row{300, 400, 2.20665201428845e-08}, Row{1e-06, 2, 4.99999666666792e-13}})
    EXPECT_NEAR(poisson_tail(row.mean, row.x) / row.tail, 1, 1e-9) << row.mean;
  EXPECT_EQ(poisson_tail(0, 1), 0);
  EXPECT_EQ(poisson_tail(0, 0), 1);
}

// stats.poisson_binom.sf(x - 1, probabilities).
TEST(PoissonBinomial, AgreesWithSciPy) {
  const std::vector<double> few{.01, .02, .05, .1, .2, .5};
  std::vector<double> many(30, .001);
  many.insert(many.end(), 5, .2);
  many.insert(many.end(), 3, .9);
  EXPECT_NEAR(poisson_binomial_tail(few, 1), 0.6681916, 1e-12);
  EXPECT_NEAR(poisson_binomial_tail(few, 3), 0.0217902, 1e-12);
  EXPECT_NEAR(poisson_binomial_tail(few, 5), 1.82e-05, 1e-15);
  EXPECT_NEAR(poisson_binomial_tail(many, 1), 0.999682009180647, 1e-12);
  EXPECT_NEAR(poisson_binomial_tail(many, 3), 0.902216610152641, 1e-12);
  EXPECT_NEAR(poisson_binomial_tail(many, 5), 0.216268309043598, 1e-12);
}

// At least 95% of the counts lie in it, and of those below it and above it no more than 2.5% each. The tails are sums
// of terms, one by one.
TEST(PoissonRange, HoldsNinetyFiveInAHundredCounts) {
  for (const double mean : {.001, .03, .5, 1., 3.7, 10., 55.5, 300.}) {
    const Interval range = poisson_range(mean);
    double below = 0, within = 0, term = std::exp(-mean);
    for (unsigned k = 0; k <= range.high; ++k) {
      (k < range.low ? below : within) += term;
      term *= mean / (k + 1);
    }
    EXPECT_LE(below, .025) << mean;
    EXPECT_LE(1 - below - within, .025) << mean;
    EXPECT_GE(within, .95) << mean;
  }
  EXPECT_EQ(poisson_range(0).high, 0);
}

// stats.poisson.ppf(.025, mean) and (.975, mean); Boost's lower one may be a count less, which is on the safe side.
TEST(PoissonRange, AgreesWithSciPy) {
  struct Row {
    double mean, low, high;
  };
  for (const Row& row : {Row{.001, 0, 0}, Row{.03, 0, 1}, Row{.5, 0, 2}, Row{1, 0, 3}, Row{3.7, 1, 8}, Row{10, 4, 17},
                         Row{55.5, 41, 71}, Row{1000, 938, 1062}}) {
    EXPECT_EQ(poisson_range(row.mean).high, row.high) << row.mean;
    EXPECT_LE(poisson_range(row.mean).low, row.low) << row.mean;
    EXPECT_GE(poisson_range(row.mean).low, row.low - 1) << row.mean;
  }
}

TEST(CappedExponentialSum, BoundsTheShareSeenInDraws) {
  const CappedExponentialSum null(6, 5);
  EXPECT_EQ(null.tail(3, 0), 1);
  EXPECT_NEAR(null.tail(1, 2), std::exp(-2), .05 * std::exp(-2));
  EXPECT_GE(null.tail(2, 12), std::exp(-12));  // both capped, or so near that the grid takes them for it
  EXPECT_LT(null.tail(2, 12), 1.06 * std::exp(-12));
  EXPECT_EQ(null.tail(2, 12.1), 0);
  Rng rng(5);
  constexpr int draws = 200'000;
  std::vector<int> reached(20, 0);
  for (int i = 0; i < draws; ++i) {
    double sum = 0;
    for (int k = 0; k < 4; ++k) sum += std::min(6.0, -std::log(1 - rng.uniform()));
    for (unsigned x = 0; x < reached.size(); ++x) reached[x] += sum >= x;
  }
  for (unsigned x = 1; x < 14; ++x) {
    const double share = double(reached[x]) / draws, noise = 4 * std::sqrt(share / draws);
    EXPECT_GT(null.tail(4, x), share - noise) << x;
    EXPECT_LT(null.tail(4, x), 1.1 * share + noise) << x;
  }
}

// Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (the score method of Wilson 1927).
TEST(Wilson, GivesNewcombesIntervals) {
  struct Row {
    double successes, trials, low, high;
  };
  for (const Row& row :
       {Row{81, 263, .2553, .3662}, Row{15, 148, .0624, .1605}, Row{0, 20, 0, .1611}, Row{1, 29, .0061, .1718}}) {
    const Interval interval = wilson_interval(row.successes, row.trials);
    EXPECT_NEAR(interval.low, row.low, 5e-5);
    EXPECT_NEAR(interval.high, row.high, 5e-5);
  }
}

// Independent accounts on occasions of different size and tempo: each comes within the window of the moment, or not, so
// that the pairs of one occasion depend on each other. The tempo of an occasion is drawn about the mean that is
// expected.
double share_of_intervals_that_hold_one(unsigned occasions, double chance, double tempo, Rng& rng) {
  constexpr int rounds = 4000;
  int held = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> seen, expected;
    for (unsigned k = 0; k < occasions; ++k) {
      const uint64_t accounts = 3 + rng.below(10);
      const double here = chance * (1 + tempo * (2 * rng.uniform() - 1));
      double near = 0;
      for (uint64_t i = 0; i < accounts; ++i) near += rng.uniform() < here;
      seen.push_back(near * (near - 1) / 2);
      expected.push_back(double(accounts * (accounts - 1)) / 2 * chance * chance * (1 + tempo * tempo / 3));
    }
    if (std::accumulate(seen.begin(), seen.end(), 0.0) == 0) {
      ++held;  // nobody met: no interval is asked for, and nobody accused
      continue;
    }
    const Interval interval = ratio_interval(seen, expected);
    held += interval.low <= 1 && interval.high >= 1;
  }
  return double(held) / rounds;
}

TEST(RatioInterval, HoldsTheTruthWhereAccountsAreIndependent) {
  Rng rng(11);
  for (const unsigned occasions : {3u, 5u, 8u, 15u, 40u})
    for (const double chance : {.2, .5, .75})
      for (const double tempo : {0.0, .3}) {
        const double held = share_of_intervals_that_hold_one(occasions, chance, tempo, rng);
        EXPECT_GT(held, .93) << occasions << " occasions, " << chance << ", tempo " << tempo;
      }
}

TEST(RatioInterval, IsNotCertainOfFewOccasionsThatAreAlike) {
  const std::vector<double> seen(5, 21), expected(5, 11);
  const Interval interval = ratio_interval(seen, expected);
  EXPECT_LT(interval.low, 1.5);
  EXPECT_GT(interval.high, 1.9);
  const std::vector<double> often(10, 21), seldom(10, 1);
  EXPECT_GT(ratio_interval(often, seldom).low, 10);
}

// Benjamini and Hochberg 1995, section 3.2: of fifteen p-values the four smallest are rejected at .05.
TEST(BenjaminiHochberg, RejectsWhatTheirExampleRejects) {
  const std::vector<double> p{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                              .0459, .3240, .4262, .5719, .6528, .7590, 1.000};
  const std::vector<double> q = benjamini_hochberg(p);
  for (size_t i = 0; i < p.size(); ++i) EXPECT_EQ(q[i] <= .05, i < 4) << i;
  EXPECT_NEAR(q[0], .0015, 1e-12);
}

TEST(NullShare, CountsTheUpperHalfAndKeepsTheFalseDiscoveryRate) {
  EXPECT_DOUBLE_EQ(null_share(std::vector<double>{.001, .002, .01, .02, .03, .04, .3, .6}), .5);  // (1 + 1) / (8 / 2)
  EXPECT_DOUBLE_EQ(null_share(std::vector<double>{.9, .7, .2}), 1);
  EXPECT_DOUBLE_EQ(null_share({}), 1);
  Rng rng(8);
  double false_share = 0;
  constexpr int rounds = 4000, tests = 20, strangers = 8;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> p;
    for (int i = 0; i < tests; ++i) p.push_back(i < strangers ? rng.uniform() : .002 * rng.uniform());
    const std::vector<double> q = benjamini_hochberg(p);
    const double share = null_share(p);
    double found = 0, wrong = 0;
    for (int i = 0; i < tests; ++i) {
      found += share * q[size_t(i)] <= .1;
      wrong += i < strangers && share * q[size_t(i)] <= .1;
    }
    if (found > 0) false_share += wrong / found / rounds;
  }
  EXPECT_LT(false_share, .105);
  EXPECT_GT(false_share, .06);
}

}  // namespace
}  // namespace lockstep
