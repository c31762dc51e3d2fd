// lockstep/networks/graphs.h
//
// What igraph does for us. It and the libraries that it brings take 3 ms to load, which only runs that look for
// networks should wait for: so it is loaded when it is first asked for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep {

// Of an undirected graph whose nodes are numbered from 0.
struct Edge {
  uint32_t a, b;
  double weight;
};

struct Place {
  double x, y;
};

struct GraphFunctions {
  // The group of each node: Leiden with the constant Potts model, until an iteration changes nothing.
  std::vector<uint32_t> (*leiden)(uint32_t nodes, std::span<const Edge> edges, double resolution, uint64_t seed);
  // A place for each node, by springs; on no scale.
  std::vector<Place> (*lay_out)(uint32_t nodes, std::span<const Edge> edges, uint64_t seed);
};

// The same answer at every call. find_networks gives an error to its caller; what works on its networks may take the
// functions for granted.
const Result<const GraphFunctions*>& graph_functions();

}  // namespace lockstep
