// bench_calibration CASE REPEATS [LEAST TABLE…]: whether the p-values of the pair tests mean what they say, where
// nothing depends on anything. The cases: bench/dealt_times.h.
//
// Pairs with at least three trials are tested: K meetings among the trials of a test, as p = P(K > k) + U P(K = k); and
// the p that nomination uses, the larger of both, on occasions. Prints how many lie below 1e-2 … 1e-6, as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "bench/dealt_times.h"
#include "lockstep/validation/validation.h"

namespace {

using namespace lockstep;

constexpr Duration window = std::chrono::seconds(60), hour = std::chrono::hours(1);
constexpr unsigned least_trials = 3;

struct Tally {
  std::string_view test;
  uint64_t pairs = 0;
  std::array<uint64_t, 5> below{};  // 1e-2 … 1e-6

  void add(double p) {
    ++pairs;
    double level = 1e-2;
    for (uint64_t& count : below) {
      count += p <= level;
      level /= 10;
    }
  }
};

// P(K > k) + U P(K = k)
double randomised(const std::vector<double>& trials, unsigned met, Rng& rng) {
  const double at_least = poisson_binomial_tail(trials, met), more = poisson_binomial_tail(trials, met + 1);
  return more + rng.uniform() * (at_least - more);
}

void test(const std::vector<SharedObject>& shared, std::array<Tally, 3>& tallies, Rng& rng) {
  std::vector<double> timing, lag;
  unsigned met = 0;
  for (size_t i = 0, end = 0; i < shared.size(); i = end) {
    double never = 1, never_in_the_hour = 1;
    bool meets = false;
    for (end = i; end < shared.size() && shared[end].context == shared[i].context; ++end) {
      never *= 1 - shared[end].q;
      if (shared[end].gap <= hour) never_in_the_hour *= 1 - shared[end].r;
      meets |= shared[end].gap <= window;
    }
    met += meets;
    timing.push_back(1 - never);
    if (never_in_the_hour < 1) lag.push_back(1 - never_in_the_hour);
  }
  if (timing.size() >= least_trials) tallies[0].add(randomised(timing, met, rng));
  if (lag.size() >= least_trials) tallies[1].add(randomised(lag, met, rng));
  if (timing.size() >= least_trials) {
    const PairTest used = test_pair(shared, window, all_parts);
    tallies[2].add(std::max(used.p_timing, used.p_lag));
  }
}

// Every pair of accounts that shares at least three objects.
void test_pairs(const TouchBook& book, const References& references, std::array<Tally, 3>& tallies, Rng& rng) {
  std::vector<uint32_t> common(book.accounts(), 0);
  std::vector<AccountIndex> others;
  std::vector<SharedObject> shared;
  for (AccountIndex account = 0; account < book.accounts(); ++account) {
    others.clear();
    for (TouchIndex touch : book.touches_of(account)) {
      const ObjectIndex object = book.touches.object[touch];
      for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
        if (book.touches.account[other] > account && ++common[book.touches.account[other]] == least_trials)
          others.push_back(book.touches.account[other]);
    }
    for (AccountIndex other : others) {
      shared_objects(book, references, account, other, shared);
      test(shared, tallies, rng);
    }
    for (TouchIndex touch : book.touches_of(account)) {
      const ObjectIndex object = book.touches.object[touch];
      for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
        common[book.touches.account[other]] = 0;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> arguments(argv + 1, argv + argc);
  if (!DealtStreams::understands(arguments)) {
    fmt::print(stderr, "bench_calibration table REPEATS LEAST TABLE… | (tempo | several | habitual) REPEATS\n");
    return 2;
  }
  DealtStreams streams(arguments, 4);
  std::array<Tally, 3> tallies{Tally{"timing"}, Tally{"lag"}, Tally{"combined"}};
  for (unsigned long repeat = std::stoul(arguments[1]); repeat > 0; --repeat) {
    const TouchBook book = streams.next();
    const References references(book, window, std::vector<uint8_t>(book.accounts(), 0), 1);
    test_pairs(book, references, tallies, streams.rng());
  }
  std::string_view between = "[";
  for (const Tally& tally : tallies) {
    fmt::print("{}{{\"test\":\"{}\",\"pairs\":{},\"below\":[{}]}}", between, tally.test, tally.pairs,
               fmt::join(tally.below, ","));
    between = ",";
  }
  fmt::print("]\n");
}
