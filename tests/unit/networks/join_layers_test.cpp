#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "lockstep/base/random.h"
#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

using namespace std::chrono_literals;

struct Touch {
  ObjectIndex object;
  int second;
  AccountIndex account;
  EventIndex event;
};

const TraceDefinition link{.name = "co-link",
                           .description = "",
                           .verb = "",
                           .objects = {},
                           .fields = {},
                           .default_min_shared = 2,
                           .collect = nullptr};

Layer layer_of(std::vector<Touch> touches, uint32_t min_shared = 2) {
  std::ranges::sort(touches, {}, [](const Touch& t) { return std::tuple(t.object, t.second, t.account, t.event); });
  Layer layer{.trace = &link, .touches = {}, .options = {.window = 60s, .min_shared = min_shared}, .counted = {}};
  for (const Touch& touch : touches) {
    while (layer.touches.objects.size() <= touch.object) layer.touches.objects.push_back({"an object", {}});
    layer.touches.object.push_back(touch.object);
    layer.touches.time.push_back(Timestamp(touch.second * 1s));
    layer.touches.account.push_back(touch.account);
    layer.touches.event.push_back(touch.event);
  }
  layer.counted = *count_pairs(layer.touches, layer.options, no_progress());
  return layer;
}

std::vector<Layer> layers_of(std::vector<Touch> first, std::vector<Touch> second, uint32_t second_min_shared = 2) {
  std::vector<Layer> layers;
  layers.push_back(layer_of(std::move(first)));
  layers.push_back(layer_of(std::move(second), second_min_shared));
  return layers;
}

std::vector<Pair> join(const std::vector<Layer>& layers, uint64_t batch_rows = 1000) {
  return *join_layers(layers, batch_rows, no_progress());
}

// Accounts 0 and 1 post two links (events 0..3), and the links' headlines are the same texts.
std::vector<Touch> two_shared() { return {{0, 0, 0, 0}, {0, 5, 1, 1}, {1, 900, 0, 2}, {1, 930, 1, 3}}; }

TEST(JoinLayers, CountsAPairOfPostsUnderItsMostSpecificTraceOnly) {
  const std::vector<Pair> pairs = join(layers_of(two_shared(), two_shared()));
  ASSERT_EQ(pairs.size(), 1);
  EXPECT_EQ(pairs[0].shared, 2);
  EXPECT_EQ(pairs[0].first, Timestamp(5s));
  EXPECT_EQ(pairs[0].last, Timestamp(930s));
}

TEST(JoinLayers, CountsTwoPostsWithSeveralObjectsInCommonOnce) {
  EXPECT_TRUE(join(layers_of({}, {{0, 0, 0, 0}, {0, 5, 1, 1}, {1, 0, 0, 0}, {1, 5, 1, 1}})).empty());
}

TEST(JoinLayers, AddsWhatMoreSpecificTracesHoldToTheMinimumOfALessSpecificOne) {
  // one link, and two texts of which one is the link's headline
  const std::vector<Pair> pairs = join(layers_of({{0, 0, 0, 0}, {0, 5, 1, 1}}, two_shared()));
  ASSERT_EQ(pairs.size(), 1);
  EXPECT_EQ(pairs[0].shared, 2);
}

TEST(JoinLayers, DropsAPairThatAWeakTraceFoundOnlyInPostsThatCountElsewhere) {
  EXPECT_TRUE(join(layers_of({{0, 0, 0, 0}, {0, 5, 1, 1}},
                             {{0, 0, 0, 0}, {0, 5, 1, 1}, {1, 0, 0, 0}, {1, 5, 1, 1}, {2, 0, 0, 0}, {2, 5, 1, 1}}, 3))
                  .empty());
}

TEST(JoinLayers, CountsTwoPostsUnderTheirRarestObject) {
  // both posts carry a common tag 0 (also used by account 2) and a rare tag 1
  std::vector<Touch> tags = two_shared();
  for (Touch& touch : tags) touch.object += 10;
  for (Touch touch : std::vector<Touch>(tags)) tags.push_back({0, touch.second, touch.account, touch.event});
  tags.push_back({0, 5000, 2, 9});
  const std::vector<Layer> layers = layers_of({}, tags);
  std::vector<ObjectIndex> counted;
  const auto note = [&](std::span<const PostPair> rows) -> Result<void> {
    for (const PostPair& row : rows) counted.push_back(row.object);
    return {};
  };
  ASSERT_TRUE(visit_post_pairs(layers, layers[1].counted.pairs, {}, 1000, note, no_progress()));
  EXPECT_EQ(counted, (std::vector<ObjectIndex>{10, 11}));
}

TEST(JoinLayers, GivesTheSameForAnySizeOfBatch) {
  Rng random(3);
  std::vector<Touch> first, second;
  for (EventIndex event = 0; event < 400; ++event) {
    const auto account = AccountIndex(random.below(12));
    const int time = int(random.below(1500));
    first.push_back({ObjectIndex(random.below(40)), time, account, event});
    second.push_back({ObjectIndex(random.below(15)), time, account, event});
  }
  const std::vector<Layer> layers = layers_of(first, second, 4);
  const std::vector<Pair> whole = join(layers, 1 << 20), batched = join(layers, 3);
  ASSERT_GT(whole.size(), 10);
  ASSERT_EQ(whole.size(), batched.size());
  for (size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(whole[i].shared, batched[i].shared);
    EXPECT_EQ(whole[i].a, batched[i].a);
    EXPECT_EQ(whole[i].b, batched[i].b);
  }
}

}  // namespace
}  // namespace lockstep
