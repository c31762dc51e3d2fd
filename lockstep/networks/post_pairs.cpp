#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

// What one layer has of the pairs of one window, ascending (pair, object, touch_a, touch_b).
struct FoundInLayer {
  uint32_t layer;
  std::vector<SharedTouch> shared;
};

// Pairs that are looked at within one window.
struct SameWindow {
  std::optional<Duration> window;   // none: each layer's own, tested or not
  std::vector<uint32_t> positions;  // in all pairs, ascending
  std::vector<FoundInLayer> found;  // its pairs are positions in `positions`
};

// One pair's rows, in order, to those that count: of several on the same two posts the first in the order of
// specificity, then rarity.
class CountedOnce {
 public:
  explicit CountedOnce(std::span<const Layer> layers) : layers_(layers) {}

  void keep(std::vector<PostPair>& rows) {
    if (rows.size() < 2) return;
    posts_.clear();
    for (uint32_t i = 0; i < rows.size(); ++i) {
      const std::vector<EventIndex>& event = layers_[rows[i].layer].touches.event;
      posts_.emplace_back(uint64_t(event[rows[i].touch_a]) << 32 | event[rows[i].touch_b], i);
    }
    std::ranges::sort(posts_);
    bool any_repeated = false;
    for (size_t begin = 0, end = 0; begin < posts_.size(); begin = end) {
      while (end < posts_.size() && posts_[end].first == posts_[begin].first) ++end;
      if (end - begin < 2) continue;
      any_repeated = true;
      leave_out_all_but_one(rows, std::span(posts_).subspan(begin, end - begin));
    }
    if (any_repeated) std::erase_if(rows, [](const PostPair& row) { return row.pair == left_out; });
  }

 private:
  static constexpr uint32_t left_out = UINT32_MAX;

  // Ascending positions in `rows`, so that the first stands on the most specific layer, and of equally rare objects
  // of a layer on the first.
  void leave_out_all_but_one(std::vector<PostPair>& rows, std::span<const std::pair<uint64_t, uint32_t>> same) const {
    uint32_t kept = same[0].second;
    for (const auto& [posts, i] : same.subspan(1)) {
      const bool rarer = rows[i].layer == rows[kept].layer && touches(rows[i]) < touches(rows[kept]);
      rows[rarer ? kept : i].pair = left_out;
      if (rarer) kept = i;
    }
  }

  // Of the object, by everybody.
  uint32_t touches(const PostPair& row) const {
    const auto [begin, end] = touches_of(layers_[row.layer].touches, row.object);
    return end - begin;
  }

  std::span<const Layer> layers_;
  std::vector<std::pair<uint64_t, uint32_t>> posts_;  // the two, and the row
};

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
      if (i == pairs.size()) break;
      while (i < pairs.size() && std::tie(pairs[i].a, pairs[i].b) < std::tie(counted.a, counted.b)) ++i;
      if (i < pairs.size() && pairs[i].a == counted.a && pairs[i].b == counted.b) rows[i] += counted.shared;
    }
  }
  return rows;
}

std::vector<SameWindow> by_window(std::span<const std::optional<Duration>> windows, size_t begin, size_t end) {
  std::map<std::optional<Duration>, std::vector<uint32_t>> positions;
  if (windows.empty()) {
    std::vector<uint32_t>& all = positions[std::nullopt];
    all.resize(end - begin);
    std::iota(all.begin(), all.end(), uint32_t(begin));
  } else {
    for (size_t i = begin; i < end; ++i) positions[windows[i]].push_back(uint32_t(i));
  }
  std::vector<SameWindow> groups;
  for (auto& [window, of_window] : positions) groups.push_back({window, std::move(of_window), {}});
  return groups;
}

Result<void> collect(std::span<const Layer> layers, std::span<const Pair> pairs, SameWindow& group,
                     Progress& progress) {
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
    if (!shared->empty()) group.found.push_back({layer, std::move(*shared)});
  }
  return {};
}

// The rows of the pairs [begin, end), which lie in one batch.
std::vector<PostPair> rows_of_pairs(std::span<const Layer> layers, std::span<const SameWindow> groups, uint32_t begin,
                                    uint32_t end) {
  struct Reader {
    const SameWindow* group;
    uint32_t next;              // position in the group
    std::vector<size_t> place;  // in each layer's finds
  };
  std::vector<Reader> readers;
  for (const SameWindow& group : groups) {
    const auto next = uint32_t(std::ranges::lower_bound(group.positions, begin) - group.positions.begin());
    Reader& reader = readers.emplace_back(Reader{&group, next, {}});
    for (const FoundInLayer& found : group.found)
      reader.place.push_back(
          size_t(std::ranges::lower_bound(found.shared, next, {}, &SharedTouch::pair) - found.shared.begin()));
  }
  CountedOnce counted(layers);
  std::vector<PostPair> of_pair, rows;
  for (uint32_t pair = begin; pair < end; ++pair) {
    of_pair.clear();
    for (Reader& reader : readers) {
      const SameWindow& group = *reader.group;
      if (reader.next == group.positions.size() || group.positions[reader.next] != pair) continue;
      for (size_t i = 0; i < group.found.size(); ++i) {
        const auto& [layer, shared] = group.found[i];
        for (size_t& at = reader.place[i]; at < shared.size() && shared[at].pair == reader.next; ++at)
          of_pair.push_back({pair, layer, shared[at].object, shared[at].touch_a, shared[at].touch_b});
      }
      ++reader.next;
    }
    counted.keep(of_pair);
    rows.insert(rows.end(), of_pair.begin(), of_pair.end());
  }
  return rows;
}

// The rows of the pairs [begin, end), in parallel; some pairs a part.
std::vector<std::vector<PostPair>> rows_in_parts(std::span<const Layer> layers, std::span<const SameWindow> groups,
                                                 uint32_t begin, uint32_t end, unsigned threads) {
  constexpr uint32_t pairs_a_part = 4096;
  std::vector<std::vector<PostPair>> parts((end - begin + pairs_a_part - 1) / pairs_a_part);
  parallel_for(parts.size(), threads, [&](size_t part) {
    const uint32_t first = begin + uint32_t(part) * pairs_a_part;
    parts[part] = rows_of_pairs(layers, groups, first, std::min(end, first + pairs_a_part));
  });
  return parts;
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
  OneStage part_of_it(progress);
  for (size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    uint64_t expected = 0;
    while (end < pairs.size() && (end == begin || expected + rows[end] <= batch_rows)) expected += rows[end++];
    std::vector<SameWindow> groups = by_window(windows, begin, end);
    for (SameWindow& group : groups)
      if (Result<void> done = collect(layers, pairs, group, part_of_it); !done) return done;
    if (progress.cancelled()) return stopped();
    std::vector<std::vector<PostPair>> parts =
        rows_in_parts(layers, groups, uint32_t(begin), uint32_t(end), layers.empty() ? 1 : layers[0].options.threads);
    groups.clear();
    for (std::vector<PostPair>& part : parts) {
      if (Result<void> visited = visit(part); !visited) return visited;
      std::vector<PostPair>().swap(part);
    }
    progress.at(end);
  }
  return {};
}

}  // namespace lockstep
