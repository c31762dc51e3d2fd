#include "lockstep/results/histogram.h"

#include <algorithm>

namespace lockstep {

void Histogram::add(double value) {
  const auto above = std::ranges::upper_bound(edges, value);
  ++counts[size_t(above - edges.begin()) - 1];
}

Histogram gaps_up_to(Duration window, Duration resolution) {
  const int64_t grid = std::max<int64_t>(
      resolution.count(), window.count() / 60 / std::max<int64_t>(resolution.count(), 1) * resolution.count());
  Histogram gaps;
  for (int64_t edge = 0; edge <= window.count(); edge += grid) gaps.edges.push_back(seconds(Duration(edge)));
  gaps.edges.push_back(seconds(Duration(int64_t(gaps.edges.size()) * grid)));
  gaps.counts.resize(gaps.edges.size() - 1);
  return gaps;
}

Histogram counts_up_to(uint32_t largest) {
  Histogram counts;
  for (uint64_t edge = 1; edge <= largest; edge = std::max(edge + 1, edge * 7 / 5))
    counts.edges.push_back(double(edge));
  if (counts.edges.empty()) counts.edges.push_back(1);
  counts.edges.push_back(std::max(double(largest) + 1, counts.edges.back() + 1));
  counts.counts.resize(counts.edges.size() - 1);
  return counts;
}

}  // namespace lockstep
