// References beside a twin that looks at every two touches, as docs/method.md says it.

#include "lockstep/validation/references.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration windows[] = {seconds(10), seconds(60), minutes(10), hours(2)};

PairCounts count_every_two(const std::vector<Timestamp>& times, Duration window) {
  PairCounts counts;
  counts.touches = double(times.size());
  for (size_t i = 0; i < times.size(); ++i)
    for (size_t k = 0; k < i; ++k) {
      const Duration gap = std::chrono::abs(times[i] - times[k]);
      ++counts.all;
      counts.within += gap <= window;
      counts.within_hour += gap <= std::max<Duration>(hours(1), window);
    }
  for (size_t i = 0; i < times.size(); ++i)
    for (size_t j = 0; j < times.size(); ++j)
      for (size_t k = 0; k < times.size(); ++k) {
        if (i == j || i == k || j == k) continue;
        ++counts.triples;
        counts.within_twice +=
            std::chrono::abs(times[i] - times[j]) <= window && std::chrono::abs(times[i] - times[k]) <= window;
      }
  return counts;
}

TEST(CountTouchPairs, CountsWhatATwinCountsThatLooksAtEveryTwo) {
  Rng rng(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<Timestamp> times;
    for (uint64_t n = rng.below(40); n > 0; --n)
      times.emplace_back(seconds(rng.below(5) * 1800 + 5 * rng.below(round % 2 ? 30 : 1000)));
    std::sort(times.begin(), times.end());
    for (const Duration window : windows) {
      const PairCounts fast = count_touch_pairs(times, window), slow = count_every_two(times, window);
      EXPECT_EQ(fast.touches, slow.touches);
      EXPECT_EQ(fast.all, slow.all);
      EXPECT_EQ(fast.within, slow.within);
      EXPECT_EQ(fast.within_hour, slow.within_hour);
      EXPECT_EQ(fast.triples, slow.triples);
      EXPECT_EQ(fast.within_twice, slow.within_twice);
    }
  }
}

Reference shrunk(const PairCounts& own, const Reference& wider, double weight, double weight_lag) {
  double clumping = wider.clumping;
  if (own.triples > 0 && own.within > 0) {
    const double own_clumping = own.within_twice / own.triples / std::pow(own.within / own.all, 2);
    const double share = own.triples / (own.triples + std::pow(2 * weight, 1.5));
    clumping = std::max(1., share * own_clumping + (1 - share) * wider.clumping);
  }
  return {(own.within + weight * wider.q) / (own.all + weight),
          (own.within + weight_lag * wider.r) / (own.within_hour + weight_lag), clumping};
}

class Twin {
 public:
  Twin(const TouchBook& book, Duration window, const std::vector<uint8_t>& left_out)
      : book_(book), window_(window), left_out_(left_out) {
    for (ObjectIndex object = 0; object < book.objects(); ++object)
      own_.push_back(count_every_two(times(object), window));
    count_shared_texts();
    fill_pools();
  }

  // Below 50 touches an object does not rate itself.
  Reference of_object(ObjectIndex object) const {
    PairCounts own = own_[object];
    if (own.touches < 50) own = {.touches = own.touches};
    return with_others(object, own);
  }

  Reference with_others(ObjectIndex object, const PairCounts& others) const {
    Reference wider = pooled(book_.trace[object], size_of(others.touches));
    if (has_source(object)) {
      PairCounts of_source;
      for (ObjectIndex other = 0; other < book_.objects(); ++other)
        if (other != object && book_.source[other] == book_.source[object]) add(of_source, own_[other], 1);
      wider = shrunk(of_source, wider, 1000, 300);
    }
    return shrunk(others, wider, 100, 30);
  }

 private:
  using PairOf = std::pair<AccountIndex, AccountIndex>;

  static int size_of(double touches) { return touches < 2 ? 1 : std::min(15, int(std::floor(std::log2(touches)))); }
  static void add(PairCounts& sum, const PairCounts& counts, double weight) {
    sum.all += weight * counts.all;
    sum.within += weight * counts.within;
    sum.within_hour += weight * counts.within_hour;
    sum.triples += weight * counts.triples;
    sum.within_twice += weight * counts.within_twice;
  }
  bool has_source(ObjectIndex object) const { return book_.source[object] != TouchBook::no_source; }
  bool small(ObjectIndex object) const { return book_.object_begin[object + 1] - book_.object_begin[object] < 50; }

  std::vector<Timestamp> times(ObjectIndex object) const {
    std::vector<Timestamp> found;
    for (TouchIndex touch = book_.object_begin[object]; touch < book_.object_begin[object + 1]; ++touch)
      if (!left_out_[book_.touches.account[touch]]) found.push_back(book_.touches.time[touch]);
    return found;
  }

  template <class Visit>
  void every_two(ObjectIndex object, Visit&& visit) const {
    for (TouchIndex i = book_.object_begin[object]; i < book_.object_begin[object + 1]; ++i)
      for (TouchIndex k = book_.object_begin[object]; k < i; ++k) {
        const AccountIndex a = book_.touches.account[i], b = book_.touches.account[k];
        if (!left_out_[a] && !left_out_[b])
          visit(PairOf(std::minmax(a, b)), book_.touches.time[i] - book_.touches.time[k]);
      }
  }

  void count_shared_texts() {
    for (ObjectIndex object = 0; object < book_.objects(); ++object)
      if (!has_source(object) && small(object))
        every_two(object, [&](PairOf pair, Duration) { ++shared_texts_[pair]; });
  }

  // Of small objects without a source, two accounts are one pair over all that they share.
  PairCounts for_pool(ObjectIndex object) const {
    if (has_source(object) || !small(object)) return own_[object];
    PairCounts sum;
    every_two(object, [&](PairOf pair, Duration gap) {
      const double weight = 1. / shared_texts_.at(pair);
      sum.all += weight;
      sum.within += gap <= window_ ? weight : 0;
      sum.within_hour += gap <= std::max<Duration>(hours(1), window_) ? weight : 0;
    });
    return sum;
  }

  void fill_pools() {
    std::map<std::pair<int, int>, double> total;
    std::map<std::tuple<int, int, int64_t>, PairCounts> by_source;  // an object without one: by itself
    for (ObjectIndex object = 0; object < book_.objects(); ++object) {
      const int trace = book_.trace[object], size = size_of(own_[object].touches);
      total[{trace, size}] += own_[object].all;
      add(by_source[{trace, size, has_source(object) ? int64_t(book_.source[object]) : -1 - int64_t(object)}],
          for_pool(object), 1);
    }
    for (const auto& [which, counts] : by_source) {
      const auto [trace, size, source] = which;
      if (counts.all > 0)
        add(pools_[{trace, size}], counts, std::min(1., std::max(1., .01 * total[{trace, size}]) / counts.all));
    }
  }

  Reference pooled(int trace, int size) const {
    PairCounts all;
    for (const auto& [which, pool] : pools_)
      if (which.second == size) add(all, pool, 1);
    const Reference wide{(all.within + 1) / (all.all + 50), (all.within + 3) / (all.within_hour + 15)};
    const auto own = pools_.find({trace, size});
    const Reference pool = shrunk(own == pools_.end() ? PairCounts{} : own->second, wide, 1000, 1000);
    return {pool.q, pool.r};  // that objects differ is no clump within any of them
  }

  const TouchBook& book_;
  Duration window_;
  const std::vector<uint8_t>& left_out_;
  std::vector<PairCounts> own_;
  std::map<PairOf, int> shared_texts_;
  std::map<std::pair<int, int>, PairCounts> pools_;  // by trace and size
};

TEST(References, AreWhatATwinSaysThatLooksAtEveryTwoTouches) {
  unsigned rated_by_themselves = 0, objects = 0, clumped = 0;
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const TouchBook book = random_touches(seed);
    std::vector<uint8_t> left_out(book.accounts(), 0);
    for (unsigned k = 0; k < 20 * (seed % 3); ++k) left_out[2 * k] = 1;
    for (const Duration window : windows) {
      const References fast(book, window, left_out, 1 + unsigned(seed % 3));
      const Twin slow(book, window, left_out);
      for (ObjectIndex object = 0; object < book.objects(); ++object) {
        EXPECT_NEAR(fast.of_object(object).q, slow.of_object(object).q, 1e-12) << seed << ' ' << object;
        EXPECT_NEAR(fast.of_object(object).r, slow.of_object(object).r, 1e-12) << seed << ' ' << object;
        EXPECT_NEAR(fast.of_object(object).clumping / slow.of_object(object).clumping, 1, 1e-9);
        clumped += slow.of_object(object).clumping > 1.2;
        const PairCounts others{
            .all = 300, .within = 40, .within_hour = 200, .touches = 25, .triples = 13'800, .within_twice = 700};
        EXPECT_NEAR(fast.with_others(object, others).q, slow.with_others(object, others).q, 1e-12);
        EXPECT_NEAR(fast.with_others(object, others).r, slow.with_others(object, others).r, 1e-12);
        EXPECT_NEAR(fast.with_others(object, others).clumping, slow.with_others(object, others).clumping, 1e-9);
        rated_by_themselves += book.object_begin[object + 1] - book.object_begin[object] >= 50;
        ++objects;
      }
    }
  }
  EXPECT_GT(rated_by_themselves, 300u);
  EXPECT_GT(objects - rated_by_themselves, 300u);
  EXPECT_GT(clumped, 100u);
}

// Two hundred objects of `touches` accounts over ten hours; of the last one, all in one minute or spread.
Reference of_the_last(unsigned touches, bool in_one_minute, bool without_its_own) {
  MadeUpTouches made(1000);
  Rng rng(7);
  for (unsigned object = 0; object < 200; ++object) {
    made.repost_of("author " + std::to_string(object));
    const bool quick = object == 199 && in_one_minute;
    for (unsigned k = 0; k < touches; ++k)
      made.touch(MadeUpTouches::reposts, object, (7 * object + k) % 1000,
                 quick ? 1. * k / touches : double(rng.below(36'000)));
  }
  const TouchBook book = made.book();
  const References references(book, seconds(60), std::vector<uint8_t>(book.accounts(), 0), 1);
  return without_its_own ? references.with_others(199, {.touches = double(touches)}) : references.of_object(199);
}

TEST(References, LetNoSmallObjectRateItself) {
  const double spread = of_the_last(49, false, false).q, quick = of_the_last(49, true, false).q;
  EXPECT_LT(quick - spread, .011);  // no more than the hundredth that a source has of all objects of its size
  EXPECT_GT(of_the_last(50, true, false).q - of_the_last(50, false, false).q, .8);
}

TEST(References, LetNoGroupRateItselfByItsOwnTouches) {
  EXPECT_LT(of_the_last(80, true, true).q - of_the_last(80, false, true).q, .011);
}

// A ring that has a source to itself: neither this nor its own object says what chance is.
TEST(References, OfSomeTouchesLearnFromEverybodyAndNotFromTheSource) {
  const TouchBook book = random_touches(3);
  const std::vector<uint8_t> nobody(book.accounts(), 0);
  const References everybody(book, seconds(60), nobody, 1);
  const References some(book, seconds(60), nobody, 1, &everybody);
  const PairCounts others{.all = 300, .within = 40, .within_hour = 200, .touches = 25};
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    if (book.source[object] == TouchBook::no_source) {
      EXPECT_DOUBLE_EQ(some.with_others(object, others).q, everybody.with_others(object, others).q);
    }
    const double touches = book.object_begin[object + 1] - book.object_begin[object];
    EXPECT_DOUBLE_EQ(some.of_object(object).q, some.with_others(object, {.touches = touches}).q);
  }
}

TEST(References, SayTheirLimitsWhereNothingIsKnown) {
  const TouchBook book = MadeUpTouches(3).book();
  const References references(book, seconds(60), std::vector<uint8_t>(3, 0), 1);
  EXPECT_EQ(references.total().all, 0);
  EXPECT_EQ(references.typical().q, 1);
}

}  // namespace
}  // namespace lockstep
