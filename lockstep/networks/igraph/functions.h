// lockstep/networks/igraph/functions.h
//
// GraphFunctions as igraph has them.
#pragma once

#include "lockstep/networks/graphs.h"

namespace lockstep::igraph {

std::vector<uint32_t> leiden(uint32_t nodes, std::span<const Edge> edges, double resolution, uint64_t seed);
std::vector<Place> lay_out(uint32_t nodes, std::span<const Edge> edges, uint64_t seed);

}  // namespace lockstep::igraph
