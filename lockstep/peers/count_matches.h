// lockstep/peers/count_matches.h
//
// How many messages of each account match some message of each other account.
//
// Cost: O(n log n), then the matches that are looked at. Memory: 24 bytes a message, and 16 an account and thread.
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/peers/toolkit_messages.h"

namespace lockstep {

// For each key those that match it, ascending.
using MatchingKeys = std::vector<std::vector<uint32_t>>;

Result<std::vector<WeightedEdge>> count_matches(const ToolkitItems& found, const MatchingKeys& matching,
                                                uint32_t accounts, const ToolkitOptions& options, Progress& progress);

}  // namespace lockstep
