// cli/edge_tables.h
//
// The tables that `pairs --like` writes.
#pragma once

#include <span>

#include "lockstep/columnar/columnar.h"
#include "lockstep/peers/peers.h"

namespace lockstep::cli {

// account_a, account_b, weight
Result<void> write_edges(std::span<const WeightedEdge> edges, const EventTable& events, TableWriter& table);

// CooRTweet's object_id, time_delta, content_id, account_id, content_id_y, account_id_y; the older side first. In order
// of object and times, then of contents and accounts, so that the order of the rows shows nowhere but in ties.
Result<void> write_shared_pairs(std::span<const SharedPair> pairs, std::span<const SharedRow> rows,
                                const EventTable& events, TableWriter& table);

}  // namespace lockstep::cli
