// The test of pairs beside a twin that reads every touch, and what its p means where times change hands.

#include "lockstep/validation/pair_test.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "lockstep/validation/statistics.h"
#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// What both touched, found by looking at every two touches; two posts that share several objects count under the first.
std::vector<SharedObject> every_shared_object(const TouchBook& book, const References& references, AccountIndex a,
                                              AccountIndex b) {
  std::vector<SharedObject> shared;
  std::set<std::pair<EventIndex, EventIndex>> posts;
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    for (TouchIndex i = book.object_begin[object]; i < book.object_begin[object + 1]; ++i)
      for (TouchIndex k = book.object_begin[object]; k < book.object_begin[object + 1]; ++k) {
        if (book.touches.account[i] != a || book.touches.account[k] != b) continue;
        if (!posts.insert({book.touches.event[i], book.touches.event[k]}).second) continue;
        if (book.on_grid[i] && book.on_grid[k]) continue;
        const Timestamp x = book.touches.time[i], y = book.touches.time[k];
        const Reference& reference = references.of_object(object);
        shared.push_back({object, book.context[object], book.part[object], std::chrono::abs(x - y), std::max(x, y),
                          float(reference.q), float(reference.r)});
      }
  return shared;
}

TEST(SharedObjects, AreWhatATwinFindsAmongEveryTwoTouches) {
  size_t found = 0, on_two_objects = 0;
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    const TouchBook book = random_touches(seed);
    const References references(book, seconds(60), std::vector<uint8_t>(book.accounts(), 0), 1);
    std::vector<SharedObject> fast;
    for (AccountIndex a = 0; a < book.accounts(); a += 2)
      for (AccountIndex b = a + 1; b < book.accounts(); ++b) {
        shared_objects(book, references, a, b, fast);
        EXPECT_TRUE(std::ranges::is_sorted(fast, {}, &SharedObject::context));
        std::ranges::sort(fast, {}, &SharedObject::object);
        const std::vector<SharedObject> slow = every_shared_object(book, references, a, b);
        ASSERT_EQ(fast.size(), slow.size()) << seed << ' ' << a << ' ' << b;
        for (size_t i = 0; i < fast.size(); ++i) {
          EXPECT_EQ(fast[i].object, slow[i].object);
          EXPECT_EQ(fast[i].context, slow[i].context);
          EXPECT_EQ(fast[i].part, slow[i].part);
          EXPECT_EQ(fast[i].gap, slow[i].gap);
          EXPECT_EQ(fast[i].later, slow[i].later);
          EXPECT_EQ(fast[i].q, slow[i].q);
          EXPECT_EQ(fast[i].r, slow[i].r);
        }
        found += slow.size();
        on_two_objects += slow.size() > 1;
      }
  }
  EXPECT_GT(found, 10'000u);
  EXPECT_GT(on_two_objects, 1'000u);
}

// One pair of posts that share a link to pass on and a text is one meeting, under the first; a second pair of posts on
// the text alone is another.
TEST(SharedObjects, CountOnePairOfPostsOnce) {
  MadeUpTouches made(4);
  made.repost_of("x");
  made.text();
  for (const AccountIndex account : {0, 1}) {
    const EventIndex event = made.next_event();
    made.touch(MadeUpTouches::reposts, 0, account, account, event);
    made.touch(MadeUpTouches::texts, 0, account, account, event);
  }
  made.touch(MadeUpTouches::reposts, 0, 2, 5);
  made.touch(MadeUpTouches::texts, 0, 2, 90'000);
  const TouchBook book = made.book();
  const References references(book, seconds(60), std::vector<uint8_t>(book.accounts(), 0), 1);
  std::vector<SharedObject> shared;
  shared_objects(book, references, 0, 1, shared);
  ASSERT_EQ(shared.size(), 1u);
  EXPECT_EQ(book.trace[shared[0].object], MadeUpTouches::reposts);
  shared_objects(book, references, 0, 2, shared);
  EXPECT_EQ(shared.size(), 2u);
  shared_objects(book, references, 0, 3, shared);
  EXPECT_TRUE(shared.empty());
}

// Pair after pair, beside each by itself.
TEST(PairTests, SayOfEachPairWhatItsObjectsSay) {
  size_t tested = 0, left_out = 0;
  for (const Duration window : {Duration(seconds(60)), Duration(hours(2))}) {
    const TouchBook book = random_touches(6);
    const References references(book, window, std::vector<uint8_t>(book.accounts(), 0), 1);
    PairTests tests(book, references);
    std::vector<SharedObject> shared;
    for (AccountIndex a = 0; a < book.accounts(); a += 2)
      for (AccountIndex b = a + 1; b < book.accounts(); ++b) {
        shared_objects(book, references, a, b, shared);
        const bool met_twice = occasions_of(shared, window, all_parts).size() >= 2;
        ASSERT_EQ(tests.next(a, b), met_twice) << a << ' ' << b;
        (met_twice ? tested : left_out) += 1;
        for (PartSet parts = 1; met_twice && parts <= all_parts; ++parts) {
          const PairTest fast = tests.test(parts), slow = test_pair(shared, window, parts);
          EXPECT_EQ(fast.occasions, slow.occasions);
          EXPECT_DOUBLE_EQ(fast.p_timing, slow.p_timing);
          EXPECT_DOUBLE_EQ(fast.p_lag, slow.p_lag);
        }
      }
  }
  EXPECT_GT(tested, 100u);
  EXPECT_GT(left_out, 100u);
}

// Drawn objects that both touched, in few contexts and on a grid of half hours, so that ties and limits come about.
std::vector<SharedObject> drawn_objects(Rng& rng, Duration window) {
  std::vector<SharedObject> shared;
  const auto contexts = 1 + rng.below(8);
  for (uint64_t n = rng.below(14); n > 0; --n) {
    const Duration gaps[] = {Duration(0), window, window + seconds(1), hours(1), hours(1) + seconds(1)};
    shared.push_back({ObjectIndex(n), uint32_t(rng.below(contexts)), uint8_t(rng.below(part_count)), gaps[rng.below(5)],
                      Timestamp(minutes(30 * rng.below(100))), float(.3 * rng.uniform()),
                      float(.3 + .6 * rng.uniform())});
  }
  std::ranges::stable_sort(shared, {}, &SharedObject::context);
  return shared;
}

// P(at least x of these trials), by every outcome.
double tail_by_enumeration(const std::vector<double>& trials, unsigned x) {
  double sum = 0;
  for (unsigned outcome = 0; outcome < 1u << trials.size(); ++outcome) {
    double p = 1;
    for (size_t i = 0; i < trials.size(); ++i) p *= outcome >> i & 1 ? trials[i] : 1 - trials[i];
    sum += unsigned(__builtin_popcount(outcome)) >= x ? p : 0;
  }
  return sum;
}

// The first meeting in time is an occasion; then the next in a new context and more than six hours later than the last.
unsigned occasions_one_by_one(const std::vector<SharedObject>& shared, Duration window, PartSet parts) {
  std::set<uint32_t> contexts;
  std::optional<Timestamp> last;
  for (unsigned count = 0;; ++count) {
    const SharedObject* next = nullptr;
    for (const SharedObject& object : shared)
      if (object.gap <= window && (parts >> object.part & 1) && !contexts.contains(object.context) &&
          (!last || object.later - *last > hours(6)) &&
          (!next || std::pair(object.later, object.context) < std::pair(next->later, next->context)))
        next = &object;
    if (!next) return count;
    contexts.insert(next->context);
    last = next->later;
  }
}

TEST(TestPair, IsWhatATwinSaysThatEnumeratesEveryOutcome) {
  Rng rng(5);
  unsigned with_occasions = 0;
  for (int round = 0; round < 3000; ++round) {
    const Duration window = round % 3 == 0 ? Duration(hours(2)) : Duration(seconds(60));
    const auto shared = drawn_objects(rng, window);
    const auto parts = PartSet(1 + rng.below(all_parts));
    std::map<uint32_t, double> never, never_in_the_hour;
    for (const SharedObject& object : shared) {
      if (!(parts >> object.part & 1)) continue;
      never.try_emplace(object.context, 1).first->second *= 1 - double(object.q);
      if (object.gap <= std::max<Duration>(hours(1), window))
        never_in_the_hour.try_emplace(object.context, 1).first->second *= 1 - double(object.r);
    }
    std::vector<double> timing, lag;
    for (const auto& [context, p] : never) timing.push_back(1 - p);
    for (const auto& [context, p] : never_in_the_hour) lag.push_back(1 - p);
    const unsigned occasions = occasions_one_by_one(shared, window, parts);
    EXPECT_EQ(occasions_of(shared, window, parts).size(), occasions);
    const PairTest test = test_pair(shared, window, parts);
    EXPECT_EQ(test.occasions, occasions);
    with_occasions += occasions >= 2;
    EXPECT_NEAR(test.p_timing, occasions < 2 ? 1 : tail_by_enumeration(timing, occasions), 1e-6);  // q is a float
    EXPECT_NEAR(test.p_lag, occasions < 2 ? 1 : tail_by_enumeration(lag, occasions), 1e-6);
  }
  EXPECT_GT(with_occasions, 500u);
}

TEST(OccasionsOf, LieMoreThanSixHoursApartAndInDifferentContexts) {
  const auto at = [](uint32_t context, Duration later) {
    return SharedObject{context, context, 0, seconds(5), Timestamp(later), .1f, .5f};
  };
  const auto count = [](std::vector<SharedObject> shared) {
    return occasions_of(shared, seconds(60), all_parts).size();
  };
  EXPECT_EQ(count({at(1, hours(0)), at(2, hours(6))}), 1u);
  EXPECT_EQ(count({at(1, hours(0)), at(2, hours(6) + seconds(1))}), 2u);
  EXPECT_EQ(count({at(1, hours(0)), at(1, hours(9)), at(2, hours(12))}), 2u);
  EXPECT_EQ(count({}), 0u);
}

// Accounts of which each touches half of sixty objects, whose times change hands. With q known (of all pairs of the
// object's times) the randomised p of the meetings is even between 0 and 1.
TEST(TestPair, IsEvenWhereTimesChangeHands) {
  constexpr unsigned objects = 60, bins = 10, pairs = 20'000;
  Rng rng(9);
  std::vector<std::vector<Timestamp>> times(objects);
  std::vector<float> q;
  for (auto& own : times) {
    const double span = 600 * std::pow(100, rng.uniform());
    for (int n = 0; n < 60; ++n) own.emplace_back(seconds(5 * int64_t(span / 5 * rng.uniform())));  // a grid of 5 s
    std::ranges::sort(own);
    const PairCounts counts = count_touch_pairs(own, seconds(60));
    q.push_back(float(counts.within / counts.all));
  }
  std::vector<unsigned> in_bin(bins, 0);
  for (unsigned pair = 0; pair < pairs; ++pair) {
    std::vector<SharedObject> shared;
    for (ObjectIndex object = 0; object < objects; ++object) {
      if (rng.below(2)) continue;
      const auto first = rng.below(60), second = (first + 1 + rng.below(59)) % 60;
      const Timestamp x = times[object][first], y = times[object][second];
      shared.push_back({object, object, 0, std::chrono::abs(x - y), Timestamp(hours(24 * object)), q[object], 1});
    }
    std::vector<double> trials;
    for (const SharedObject& object : shared) trials.push_back(double(object.q));
    const auto met = unsigned(occasions_of(shared, seconds(60), all_parts).size());
    if (met >= 2) {
      EXPECT_NEAR(test_pair(shared, seconds(60), all_parts).p_timing, poisson_binomial_tail(trials, met), 1e-6);
    }
    const double at_least = poisson_binomial_tail(trials, met), more = poisson_binomial_tail(trials, met + 1);
    const double p = more + rng.uniform() * (at_least - more);
    ++in_bin[std::min(bins - 1, unsigned(p * bins))];
  }
  // The seed is fixed; with any other each bin is within these bounds but once in 10,000 (4 sigma).
  const double mean = pairs / double(bins), noise = 4 * std::sqrt(mean);
  for (unsigned bin = 0; bin < bins; ++bin) EXPECT_NEAR(in_bin[bin], mean, noise) << bin;
}

}  // namespace
}  // namespace lockstep
