// lockstep/pairs/counted_pairs.h
//
// How many objects each two accounts share.
#pragma once

#include <vector>

#include "lockstep/pairs/count_keys.h"
#include "lockstep/pairs/plan.h"

namespace lockstep {

// The pairs that share enough, in no order: in memory while they fit, by groups on disk otherwise.
Result<std::vector<CountedKey>> counted_pairs(const TraceTable& touches, uint32_t accounts, const CountPlan& plan,
                                              const PairOptions& options, Progress& progress);

}  // namespace lockstep
