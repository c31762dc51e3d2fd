#include <algorithm>
#include <cmath>

#include "lockstep/base/radix_sort.h"
#include "lockstep/peers/peers.h"

namespace lockstep {

std::vector<WeightedEdge> coordinated_network(std::span<const SharedRow> rows, std::span<const SharedPair> pairs) {
  std::vector<uint64_t> keys;
  keys.reserve(pairs.size());
  AccountIndex last = 0;
  for (const auto [older, newer] : pairs) {
    const auto [a, b] = std::minmax(rows[older].account, rows[newer].account);
    keys.push_back(uint64_t(a) << 32 | b);
    last = std::max(last, b);
  }
  radix_sort(keys, 0, bits_for(last), [](uint64_t key) { return key; });
  radix_sort(keys, 32, 32 + bits_for(last), [](uint64_t key) { return key; });
  std::vector<WeightedEdge> edges;
  for (size_t i = 0; i < keys.size(); ++i)
    if (i > 0 && keys[i] == keys[i - 1])
      ++edges.back().weight;
    else
      edges.push_back({AccountIndex(keys[i] >> 32), AccountIndex(keys[i]), 1});
  return edges;
}

std::vector<WeightedEdge> edges_over_quantile(std::span<const WeightedEdge> edges, double p) {
  if (edges.empty()) return {};
  std::vector<double> weights;
  weights.reserve(edges.size());
  for (const WeightedEdge& edge : edges) weights.push_back(double(edge.weight));
  std::sort(weights.begin(), weights.end());
  const double index = 1 + double(weights.size() - 1) * p;
  const double low = std::floor(index), part = index - low;
  const double below = weights[size_t(low) - 1];
  const double above = weights[size_t(std::ceil(index)) - 1];
  const double quantile = part > 0 && above != below ? (1 - part) * below + part * above : below;
  std::vector<WeightedEdge> kept;
  for (const WeightedEdge& edge : edges)
    if (double(edge.weight) > quantile) kept.push_back(edge);
  return kept;
}

}  // namespace lockstep
