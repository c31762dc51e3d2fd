#include <algorithm>
#include <tuple>

#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

bool earlier(const Pair& left, const Pair& right) { return std::tie(left.a, left.b) < std::tie(right.a, right.b); }
bool same_accounts(const Pair& left, const Pair& right) { return left.a == right.a && left.b == right.b; }

std::vector<Pair> union_of_pairs(std::span<const Layer> layers) {
  std::vector<Pair> all;
  for (const Layer& layer : layers) all.insert(all.end(), layer.counted.pairs.begin(), layer.counted.pairs.end());
  std::ranges::stable_sort(all, earlier);
  const auto repeated = std::ranges::unique(all, same_accounts);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

// Whether what is left of a pair still reaches the minimum of some layer: objects of more specific layers count there.
bool stands(std::span<const Layer> layers, std::span<const uint32_t> left) {
  uint32_t so_far = 0;
  for (size_t layer = 0; layer < layers.size(); ++layer) {
    so_far += left[layer];
    if (left[layer] > 0 && so_far >= layers[layer].options.min_shared) return true;
  }
  return false;
}

// One pair's rows, which are not empty, to the pair with its counts.
Pair summed(std::span<const Layer> layers, std::span<const PostPair> rows, Pair pair, std::span<uint32_t> left) {
  std::ranges::fill(left, 0);
  pair.shared = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const TraceTable& touches = layers[rows[i].layer].touches;
    const Timestamp later = std::max(touches.time[rows[i].touch_a], touches.time[rows[i].touch_b]);
    pair.first = i == 0 ? later : std::min(pair.first, later);
    pair.last = i == 0 ? later : std::max(pair.last, later);
    if (i > 0 && rows[i].layer == rows[i - 1].layer && rows[i].object == rows[i - 1].object) continue;
    ++left[rows[i].layer];
    ++pair.shared;
  }
  return pair;
}

// All pairs of members, with their network's window; nobody stands in two networks.
MemberPairs possible_pairs(std::span<const TestedNetwork> networks) {
  std::vector<std::pair<Pair, Duration>> all;
  for (const TestedNetwork& network : networks)
    for (size_t i = 0; i < network.members.size(); ++i)
      for (size_t k = i + 1; k < network.members.size(); ++k)
        all.push_back({{network.members[i].account, network.members[k].account, 0, {}, {}}, network.window});
  std::ranges::sort(all, [](const auto& left, const auto& right) { return earlier(left.first, right.first); });
  MemberPairs members;
  for (const auto& [pair, window] : all) {
    members.pairs.push_back(pair);
    members.windows.push_back(window);
  }
  return members;
}

}  // namespace

Result<MemberPairs> pairs_of_members(std::span<const Layer> layers, std::span<const TestedNetwork> networks,
                                     uint64_t batch_rows, Progress& progress) {
  const MemberPairs possible = possible_pairs(networks);
  MemberPairs met;
  std::vector<uint32_t> left(layers.size());
  const auto sum_batch = [&](std::span<const PostPair> rows) -> Result<void> {
    for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && rows[end].pair == rows[begin].pair) ++end;
      const uint32_t pair = rows[begin].pair;
      met.pairs.push_back(summed(layers, rows.subspan(begin, end - begin), possible.pairs[pair], left));
      met.windows.push_back(possible.windows[pair]);
    }
    return {};
  };
  progress.begin("Pairs inside the networks", possible.pairs.size(), "pairs");
  if (Result<void> visited =
          visit_post_pairs(layers, possible.pairs, possible.windows, batch_rows, sum_batch, progress);
      !visited)
    return visited.error();
  return met;
}

Result<std::vector<Pair>> join_layers(std::span<const Layer> layers, uint64_t batch_rows, Progress& progress) {
  const std::vector<Pair> all = union_of_pairs(layers);
  std::vector<Pair> joined;
  std::vector<uint32_t> left(layers.size());
  const auto sum_batch = [&](std::span<const PostPair> rows) -> Result<void> {
    for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && rows[end].pair == rows[begin].pair) ++end;
      const Pair pair = summed(layers, rows.subspan(begin, end - begin), all[rows[begin].pair], left);
      if (stands(layers, left)) joined.push_back(pair);
    }
    return {};
  };
  progress.begin("Joining the traces", all.size(), "pairs");
  if (Result<void> visited = visit_post_pairs(layers, all, {}, batch_rows, sum_batch, progress); !visited)
    return visited.error();
  return joined;
}

}  // namespace lockstep
