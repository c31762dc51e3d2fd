#include <algorithm>
#include <tuple>

#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

// A pair of posts that share an object, before it is known under which trace they count.
struct Candidate {
  PostPair posts;
  EventIndex event_a, event_b;
  uint32_t touches;  // of the object, by everybody

  auto posts_then_rarity() const {
    return std::tuple(posts.pair, event_a, event_b, posts.layer, touches, posts.object, posts.touch_a, posts.touch_b);
  }
  bool same_posts(const Candidate& other) const {
    return posts.pair == other.posts.pair && event_a == other.event_a && event_b == other.event_b;
  }
};

auto in_order(const PostPair& posts) {
  return std::tuple(posts.pair, posts.layer, posts.object, posts.touch_a, posts.touch_b);
}

void append_candidates(const Layer& layer, uint32_t layer_index, uint32_t first_pair,
                       std::span<const SharedTouch> shared, std::vector<Candidate>& candidates) {
  ObjectIndex known = UINT32_MAX;
  uint32_t touches = 0;
  for (const SharedTouch& touch : shared) {
    if (touch.object != known) {
      const auto [begin, end] = touches_of(layer.touches, known = touch.object);
      touches = end - begin;
    }
    candidates.push_back({.posts = {.pair = first_pair + touch.pair,
                                    .layer = layer_index,
                                    .object = touch.object,
                                    .touch_a = touch.touch_a,
                                    .touch_b = touch.touch_b},
                          .event_a = layer.touches.event[touch.touch_a],
                          .event_b = layer.touches.event[touch.touch_b],
                          .touches = touches});
  }
}

// Each pair of posts once: the first in the order of specificity, then rarity.
std::vector<PostPair> counted_once(std::vector<Candidate>& candidates) {
  std::ranges::sort(candidates, {}, &Candidate::posts_then_rarity);
  std::vector<PostPair> kept;
  for (size_t i = 0; i < candidates.size(); ++i)
    if (i == 0 || !candidates[i].same_posts(candidates[i - 1])) kept.push_back(candidates[i].posts);
  std::ranges::sort(kept, {}, in_order);
  return kept;
}

// The layers' own stages would hide the one stage that this is.
class OneStage final : public Progress {
 public:
  explicit OneStage(const Progress& whole) : whole_(whole) {}
  void begin(std::string_view, uint64_t, std::string_view) override {}
  void at(uint64_t) override {}
  bool cancelled() const override { return whole_.cancelled(); }

 private:
  const Progress& whole_;
};

// How many rows each pair will have at least: what the layers counted.
std::vector<uint64_t> expected_rows(std::span<const Layer> layers, std::span<const Pair> pairs) {
  std::vector<uint64_t> rows(pairs.size(), 1);
  for (const Layer& layer : layers) {
    size_t i = 0;
    for (const Pair& counted : layer.counted.pairs) {
      while (i < pairs.size() && std::tie(pairs[i].a, pairs[i].b) < std::tie(counted.a, counted.b)) ++i;
      if (i < pairs.size() && pairs[i].a == counted.a && pairs[i].b == counted.b) rows[i] += counted.shared;
    }
  }
  return rows;
}

}  // namespace

std::pair<uint32_t, uint32_t> touches_of(const TraceTable& touches, ObjectIndex object) {
  const auto range = std::equal_range(touches.object.begin(), touches.object.end(), object);
  return {uint32_t(range.first - touches.object.begin()), uint32_t(range.second - touches.object.begin())};
}

Result<void> visit_post_pairs(std::span<const Layer> layers, std::span<const Pair> pairs, uint64_t batch_rows,
                              const VisitPostPairs& visit, Progress& progress) {
  const std::vector<uint64_t> rows = expected_rows(layers, pairs);
  std::vector<Candidate> candidates;
  OneStage part_of_it(progress);
  for (size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    uint64_t expected = 0;
    while (end < pairs.size() && (end == begin || expected + rows[end] <= batch_rows)) expected += rows[end++];
    candidates.clear();
    for (uint32_t layer = 0; layer < layers.size(); ++layer) {
      auto shared = collect_shared_touches(layers[layer].touches, pairs.subspan(begin, end - begin),
                                           layers[layer].counted.hot_objects, layers[layer].options, part_of_it);
      if (!shared) return shared.error();
      append_candidates(layers[layer], layer, uint32_t(begin), *shared, candidates);
    }
    if (progress.cancelled()) return stopped();
    if (Result<void> visited = visit(counted_once(candidates)); !visited) return visited;
    progress.at(end);
  }
  return {};
}

}  // namespace lockstep
