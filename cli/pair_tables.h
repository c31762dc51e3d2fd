// cli/pair_tables.h
//
// Pairs, and the posts behind them, as tables.
#pragma once

#include <span>

#include "lockstep/columnar/columnar.h"
#include "lockstep/pairs/pairs.h"

namespace lockstep::cli {

// account_a, account_b, shared, first_time, last_time
Result<void> write_pairs(std::span<const Pair> pairs, const EventTable& events, TableWriter& table);

// account_a, account_b, trace, object, post_a, post_b, time_a, time_b, gap_seconds; no post ids where the table has
// none
Result<void> write_evidence(std::span<const SharedTouch> shared, std::span<const Pair> pairs, const TraceTable& touches,
                            const EventTable& events, TableWriter& table);

}  // namespace lockstep::cli
