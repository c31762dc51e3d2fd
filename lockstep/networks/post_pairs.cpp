#include <algorithm>
#include <map>
#include <numeric>
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

void append_candidates(const Layer& layer, uint32_t layer_index, std::span<const uint32_t> positions,
                       std::span<const SharedTouch> shared, std::vector<Candidate>& candidates) {
  ObjectIndex known = UINT32_MAX;
  uint32_t touches = 0;
  for (const SharedTouch& touch : shared) {
    if (touch.object != known) {
      const auto [begin, end] = touches_of(layer.touches, known = touch.object);
      touches = end - begin;
    }
    candidates.push_back({.posts = {.pair = positions[touch.pair],
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

// Pairs that are looked at within one window: their positions in a batch, ascending.
struct SameWindow {
  std::optional<Duration> window;  // none: each layer's own, tested or not
  std::vector<uint32_t> positions;
};

std::vector<SameWindow> by_window(std::span<const std::optional<Duration>> windows, size_t begin, size_t end) {
  std::map<std::optional<Duration>, std::vector<uint32_t>> positions;
  for (size_t i = begin; i < end; ++i) positions[windows[i]].push_back(uint32_t(i));
  std::vector<SameWindow> groups;
  for (auto& [window, of_window] : positions) groups.push_back({window, std::move(of_window)});
  return groups;
}

Result<void> collect_candidates(std::span<const Layer> layers, std::span<const Pair> pairs, const SameWindow& group,
                                std::vector<Candidate>& candidates, Progress& progress) {
  std::vector<Pair> of_window;
  of_window.reserve(group.positions.size());
  for (const uint32_t position : group.positions) of_window.push_back(pairs[position]);
  for (uint32_t layer = 0; layer < layers.size(); ++layer) {
    if (group.window && !layers[layer].tested) continue;
    PairOptions options = layers[layer].options;
    if (group.window) options.window = *group.window;
    auto shared =
        collect_shared_touches(layers[layer].touches, of_window, layers[layer].counted.hot_objects, options, progress);
    if (!shared) return shared.error();
    append_candidates(layers[layer], layer, group.positions, *shared, candidates);
  }
  return {};
}

}  // namespace

std::pair<uint32_t, uint32_t> touches_of(const TraceTable& touches, ObjectIndex object) {
  const auto range = std::equal_range(touches.object.begin(), touches.object.end(), object);
  return {uint32_t(range.first - touches.object.begin()), uint32_t(range.second - touches.object.begin())};
}

Result<void> visit_post_pairs(std::span<const Layer> layers, std::span<const Pair> pairs,
                              std::span<const std::optional<Duration>> windows, uint64_t batch_rows,
                              const VisitPostPairs& visit, Progress& progress) {
  const std::vector<uint64_t> rows = expected_rows(layers, pairs);
  std::vector<Candidate> candidates;
  OneStage part_of_it(progress);
  for (size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    uint64_t expected = 0;
    while (end < pairs.size() && (end == begin || expected + rows[end] <= batch_rows)) expected += rows[end++];
    std::vector<SameWindow> groups;
    if (windows.empty()) {
      groups.push_back({std::nullopt, std::vector<uint32_t>(end - begin)});
      std::iota(groups[0].positions.begin(), groups[0].positions.end(), uint32_t(begin));
    } else {
      groups = by_window(windows, begin, end);
    }
    candidates.clear();
    for (const SameWindow& group : groups)
      if (Result<void> done = collect_candidates(layers, pairs, group, candidates, part_of_it); !done) return done;
    if (progress.cancelled()) return stopped();
    if (Result<void> visited = visit(counted_once(candidates)); !visited) return visited;
    progress.at(end);
  }
  return {};
}

}  // namespace lockstep
