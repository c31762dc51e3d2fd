// lockstep/peers/similar_sets.h
//
// Which sets of tokens are alike, among those that occur near each other in time. Exact.
//
// By prefix filtering (Chaudhuri and others 2006; Bayardo and others 2007): two sets with a Jaccard similarity of t
// share one of the |x| - ceil(t |x|) + 1 rarest tokens of each. Each set stands once in an inverted index of those
// tokens while it occurs within the window, however often it does. Rejected: comparing all messages within the window
// (quadratic in a storm), MinHash (misses some).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/base/time.h"

namespace lockstep {

struct SetOccurrence {
  uint32_t set;
  Timestamp time;
};

// For each set the sets like it, itself too, ascending. `sets` hold ascending numbers, the rarest token first; sets
// smaller than `min_size`, and empty ones, are like nothing. `by_time` is ascending. `similarity` > 0.
std::vector<std::vector<uint32_t>> similar_sets(const std::vector<std::vector<uint32_t>>& sets,
                                                std::span<const SetOccurrence> by_time, Duration window,
                                                double similarity, double min_size);

}  // namespace lockstep
