#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lockstep/base/random.h"
#include "lockstep/pairs/pairs.h"

namespace lockstep {

bool operator==(const Pair& x, const Pair& y) {
  return std::tie(x.a, x.b, x.shared, x.first, x.last) == std::tie(y.a, y.b, y.shared, y.first, y.last);
}
bool operator==(const SharedTouch& x, const SharedTouch& y) {
  return std::tie(x.pair, x.object, x.touch_a, x.touch_b) == std::tie(y.pair, y.object, y.touch_a, y.touch_b);
}

namespace {

using namespace std::chrono_literals;

struct Touch {
  ObjectIndex object;
  Timestamp time;
  AccountIndex account;
  auto operator<=>(const Touch&) const = default;
};

TraceTable table_of(std::vector<Touch> touches) {
  std::sort(touches.begin(), touches.end());
  TraceTable table;
  table.trace = "co-test";
  for (const Touch& touch : touches) {
    while (table.objects.size() <= touch.object) table.objects.push_back({"an object", {}});
    table.event.push_back(EventIndex(table.size()));
    table.object.push_back(touch.object);
    table.time.push_back(touch.time);
    table.account.push_back(touch.account);
  }
  return table;
}

// Few values of everything, so that ties, repeated touches and gaps of exactly the window are common.
rc::Gen<std::vector<Touch>> small_touches() {
  return rc::gen::container<std::vector<Touch>>(rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 6), rc::gen::inRange(0, 12), rc::gen::inRange(0, 9)),
      [](const std::tuple<int, int, int>& t) {
        return Touch{ObjectIndex(std::get<0>(t)), Timestamp(std::get<1>(t) * 10s), AccountIndex(std::get<2>(t))};
      }));
}

rc::Gen<Duration> any_window() {
  return rc::gen::map(rc::gen::inRange(0, 140), [](int s) { return Duration(s * 1s); });
}

bool is_shared(const TraceTable& t, size_t i, size_t j, Duration window) {
  return t.object[i] == t.object[j] && t.account[i] < t.account[j] &&
         std::max(t.time[i], t.time[j]) - std::min(t.time[i], t.time[j]) <= window;
}

// The definition, word by word: every two touches are looked at.
std::vector<Pair> brute_force(const TraceTable& t, Duration window, uint32_t min_shared) {
  struct Found {
    std::set<ObjectIndex> objects;
    Timestamp first = Timestamp::max(), last = Timestamp::min();
  };
  std::map<std::pair<AccountIndex, AccountIndex>, Found> found;
  for (size_t i = 0; i < t.size(); ++i)
    for (size_t j = 0; j < t.size(); ++j) {
      if (!is_shared(t, i, j, window)) continue;
      Found& pair = found[{t.account[i], t.account[j]}];
      pair.objects.insert(t.object[i]);
      pair.first = std::min(pair.first, std::max(t.time[i], t.time[j]));
      pair.last = std::max(pair.last, std::max(t.time[i], t.time[j]));
    }
  std::vector<Pair> pairs;
  for (const auto& [accounts, pair] : found)
    if (pair.objects.size() >= min_shared)
      pairs.push_back({accounts.first, accounts.second, uint32_t(pair.objects.size()), pair.first, pair.last});
  return pairs;
}

RC_GTEST_PROP(CountPairs, CountsWhatTheDefinitionSays, ()) {
  const TraceTable touches = table_of(*small_touches());
  const uint64_t most_bytes = touches.size() * touches.size() * 8;  // of keys; each halving doubles the files at most
  const PairOptions options{.window = *any_window(),
                            .min_shared = *rc::gen::inRange<uint32_t>(1, 4),
                            .memory_bytes = 2 + most_bytes / *rc::gen::element<uint64_t>(1, 2, 8),
                            .spill_folder = {},
                            .narrow_hot_objects = false,
                            .threads = *rc::gen::inRange(1u, 4u)};
  const Result<PairTable> counted = count_pairs(touches, options, no_progress());
  RC_ASSERT(counted.has_value());
  RC_ASSERT(counted->hot_objects.empty());
  RC_ASSERT(counted->pairs == brute_force(touches, options.window, options.min_shared));
}

RC_GTEST_PROP(CollectSharedTouches, FindsEveryTouchBehindThePairs, ()) {
  const TraceTable touches = table_of(*small_touches());
  const PairOptions options{.window = *any_window(),
                            .min_shared = 2,
                            .memory_bytes = 1 << 20,
                            .spill_folder = {},
                            .narrow_hot_objects = false,
                            .threads = *rc::gen::inRange(1u, 4u)};
  const std::vector<Pair> pairs = brute_force(touches, options.window, options.min_shared);
  std::vector<SharedTouch> expected;
  for (uint32_t p = 0; p < pairs.size(); ++p)
    for (uint32_t i = 0; i < touches.size(); ++i)
      for (uint32_t j = 0; j < touches.size(); ++j)
        if (touches.account[i] == pairs[p].a && touches.account[j] == pairs[p].b &&
            is_shared(touches, i, j, options.window))
          expected.push_back({p, touches.object[i], i, j});
  const auto found = collect_shared_touches(touches, pairs, {}, options, no_progress());
  RC_ASSERT(found.has_value());
  RC_ASSERT(*found == expected);
}

// Enough pairs for several tasks, partitions and groups on disk.
TraceTable many_touches() {
  std::vector<Touch> touches;
  Rng rng(7);
  for (int i = 0; i < 60'000; ++i)
    touches.push_back({ObjectIndex(rng.below(1 + rng.below(600))), Timestamp(Duration(rng.below(20'000) * 1s)),
                       AccountIndex(rng.below(1 + rng.below(900)))});
  return table_of(std::move(touches));
}

TEST(CountPairs, GivesTheSameForAnyNumberOfThreadsAndAnyMemory) {
  const TraceTable touches = many_touches();
  PairOptions options{.window = 300s, .min_shared = 3, .memory_bytes = 1 << 30, .threads = 1};
  const Result<PairTable> plain = count_pairs(touches, options, no_progress());
  ASSERT_TRUE(plain);
  ASSERT_GT(plain->pairs.size(), 1000u);
  for (const auto& [threads, memory] : {std::pair{3u, 1 << 30}, {1u, 1 << 20}, {3u, 1 << 18}}) {
    options.threads = threads;
    options.memory_bytes = uint64_t(memory);
    const Result<PairTable> other = count_pairs(touches, options, no_progress());
    ASSERT_TRUE(other);
    EXPECT_TRUE(other->pairs == plain->pairs) << threads << " threads, " << memory << " bytes";
  }
}

TEST(CountPairs, StopsWhenItIsToldTo) {
  class Stopping final : public Progress {
   public:
    void begin(std::string_view, uint64_t, std::string_view) override {}
    void at(uint64_t) override {}
    bool cancelled() const override { return true; }
  };
  Stopping stopping;
  const Result<PairTable> counted = count_pairs(many_touches(), {.window = 300s}, stopping);
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error().kind, ErrorKind::interrupted);
}

TEST(CountPairs, NamesTheObjectThatCannotBeCounted) {
  const Result<PairTable> counted = count_pairs(many_touches(), {.window = 300s, .memory_bytes = 1}, no_progress());
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error().kind, ErrorKind::limit);
  EXPECT_NE(counted.error().message.find("an object"), std::string::npos) << counted.error().message;
}

TEST(CountPairs, SaysThatTheFolderForSpillingIsNotThere) {
  const Result<PairTable> counted =
      count_pairs(many_touches(), {.window = 300s, .memory_bytes = 1 << 20, .spill_folder = "/no/such"}, no_progress());
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error().kind, ErrorKind::file);
}

// 400 accounts, a second apart: so a window of 120 s would join each with 120 others.
TEST(CountPairs, NarrowsTheWindowOfAHotObjectUntilItIsBearable) {
  std::vector<Touch> touches;
  for (uint32_t i = 0; i < 400; ++i) touches.push_back({0, Timestamp(i * 1s), i});
  for (uint32_t i = 0; i < 400; ++i) touches.push_back({1, Timestamp(0s), i});  // all at one instant: no window helps
  for (uint32_t i = 0; i < 2; ++i) touches.push_back({2, Timestamp(i * 120s), i});
  const TraceTable table = table_of(touches);
  const PairOptions options{.window = 120s, .min_shared = 1, .narrow_hot_objects = true};
  const Result<PairTable> counted = count_pairs(table, options, no_progress());
  ASSERT_TRUE(counted);
  ASSERT_EQ(counted->hot_objects.size(), 2u);
  EXPECT_EQ(counted->hot_objects[0].window, Duration(70s));  // 70 * 400 - 70 * 71 / 2 pairs: just below 64 each
  EXPECT_EQ(counted->hot_objects[1].window, std::nullopt);
  EXPECT_EQ(counted->hot_objects[1].touches, 400u);
  EXPECT_EQ(counted->pairs.size(), 70u * 400 - 70 * 71 / 2);
  EXPECT_EQ(counted->pairs[0].last, Timestamp(120s)) << "the third object keeps its window";
  const auto found = collect_shared_touches(table, counted->pairs, counted->hot_objects, options, no_progress());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->size(), counted->pairs.size() + 1);
}

}  // namespace
}  // namespace lockstep
