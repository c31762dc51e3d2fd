// Networks drawn into a stream to see whether they would be found.

#include "lockstep/networks/draw_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const DrawnPlan plan{9, seconds(60), seconds(5), {Timestamp(hours(480'000)), Timestamp(hours(480'100))}};

TEST(DrawNetwork, KeepsAllThatTwoOfItsAccountsTouched) {
  const TouchBook stream = random_touches(3);
  Rng rng(1);
  const auto drawn = draw_accounts(stream, 12, rng);
  ASSERT_TRUE(drawn);
  EXPECT_EQ(std::set(drawn->accounts.begin(), drawn->accounts.end()).size(), 12u);
  const DrawnNetwork network = draw_network(stream, *drawn, plan, rng);
  std::map<ObjectIndex, std::vector<TouchIndex>> expected;
  for (TouchIndex touch = 0; touch < stream.touches.size(); ++touch)
    if (std::ranges::binary_search(drawn->accounts, stream.touches.account[touch]))
      expected[stream.touches.object[touch]].push_back(touch);
  std::erase_if(expected, [](const auto& object) { return object.second.size() < 2; });
  ASSERT_EQ(network.objects.size(), expected.size());
  EXPECT_GT(expected.size(), 20u);
  const TouchBook& book = network.book;
  std::map<EventIndex, EventIndex> events;
  for (ObjectIndex object = 0; object < network.objects.size(); ++object) {
    const std::vector<TouchIndex>& touches = expected[network.objects[object]];
    EXPECT_EQ(book.context[object], stream.context[network.objects[object]]);
    EXPECT_EQ(book.part[object], stream.part[network.objects[object]]);
    ASSERT_EQ(book.object_begin[object + 1] - book.object_begin[object], touches.size());
    for (size_t i = 0; i < touches.size(); ++i) {
      const TouchIndex own = book.object_begin[object] + TouchIndex(i);
      EXPECT_EQ(drawn->accounts[book.touches.account[own]], stream.touches.account[touches[i]]);
      EXPECT_EQ(book.touches.time[own], stream.touches.time[touches[i]]);
      EXPECT_EQ(book.on_grid[own], stream.on_grid[touches[i]]);
      EXPECT_EQ(book.post_parts[own], stream.post_parts[touches[i]]);
      const EventIndex event = stream.touches.event[touches[i]];
      EXPECT_EQ(events.try_emplace(event, book.touches.event[own]).first->second, book.touches.event[own]);
    }
  }
}

TEST(DrawNetwork, AddsOccasionsWithinTheJitterOnTheGridOfTheStream) {
  const TouchBook stream = random_touches(4);
  Rng rng(2);
  const auto drawn = draw_accounts(stream, 40, rng);
  ASSERT_TRUE(drawn);
  double came = 0, occasions = 0;
  std::set<uint32_t> contexts;
  for (int round = 0; round < 50; ++round) {
    const DrawnNetwork network = draw_network(stream, *drawn, plan, rng);
    const TouchBook& book = network.book;
    EXPECT_EQ(book.objects(), network.objects.size() + plan.occasions);
    for (auto object = ObjectIndex(network.objects.size()); object < book.objects(); ++object) {
      const std::span times =
          std::span(book.touches.time)
              .subspan(book.object_begin[object], book.object_begin[object + 1] - book.object_begin[object]);
      EXPECT_TRUE(std::ranges::is_sorted(times));
      EXPECT_LE(times.back() - times.front(), plan.jitter + plan.resolution);
      EXPECT_GE(times.front(), plan.within.first - plan.resolution);
      EXPECT_LE(times.back(), plan.within.second + plan.jitter);
      for (const Timestamp time : times) EXPECT_EQ(time.time_since_epoch() % plan.resolution, Duration(0));
      came += double(times.size());
      ++occasions;
      contexts.insert(book.context[object]);
    }
  }
  EXPECT_NEAR(came / occasions / 40, drawn_participation, .02);  // 450 occasions: the error is .004
  EXPECT_EQ(contexts.size(), plan.occasions);
}

TEST(DrawNetwork, NeedsAccounts) {
  Rng rng(1);
  EXPECT_FALSE(draw_accounts(random_touches(3), 91, rng));
}

}  // namespace
}  // namespace lockstep
