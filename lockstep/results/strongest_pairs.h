// lockstep/results/strongest_pairs.h
//
// Which pairs the graph files hold: programs that draw them choke long before evidence.parquet does.
#pragma once

#include "lockstep/results/findings.h"

namespace lockstep {

// Of the pairs inside networks, and how many there are beside.
struct PairsInGraphs {
  uint64_t held = 0, left_out = 0;
};
PairsInGraphs pairs_in_graphs(const Findings& findings);

// Those with most objects in common, up to Findings::graph_pairs; of equals those that are asked about first.
class StrongestPairs {
 public:
  explicit StrongestPairs(const Findings& findings);

  // Asked once for each pair inside a network.
  bool holds(const Pair& pair);

 private:
  uint32_t least_ = 0;   // above it all are held
  uint64_t equals_ = 0;  // and of those with as much, so many more
};

}  // namespace lockstep
