#include "lockstep/results/strongest_pairs.h"

#include <algorithm>

namespace lockstep {
namespace {

std::vector<uint32_t> shared_inside(const Findings& findings) {
  std::vector<uint32_t> shared;
  for (const Network& network : findings.detection.networks)
    for (const uint32_t pair : network.pairs) shared.push_back(findings.detection.pairs[pair].shared);
  return shared;
}

}  // namespace

PairsInGraphs pairs_in_graphs(const Findings& findings) {
  uint64_t inside = 0;
  for (const Network& network : findings.detection.networks) inside += network.pairs.size();
  const uint64_t held = std::min(inside, findings.graph_pairs);
  return {held, inside - held};
}

StrongestPairs::StrongestPairs(const Findings& findings) {
  std::vector<uint32_t> shared = shared_inside(findings);
  const auto [held, left_out] = pairs_in_graphs(findings);
  if (left_out == 0) return;  // all have more than 0
  std::ranges::nth_element(shared, shared.begin() + ptrdiff_t(held), std::greater());
  least_ = shared[held];
  equals_ = held - uint64_t(std::ranges::count_if(shared, [&](uint32_t of_pair) { return of_pair > least_; }));
}

bool StrongestPairs::holds(const Pair& pair) {
  if (pair.shared > least_) return true;
  if (pair.shared < least_ || equals_ == 0) return false;
  --equals_;
  return true;
}

}  // namespace lockstep
