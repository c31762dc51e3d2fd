// lockstep/networks/split.h
//
// One connected graph into groups.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/networks/graphs.h"

namespace lockstep {

struct GraphPart {
  std::vector<uint32_t> nodes;  // as numbered in the whole graph, ascending
  std::vector<Edge> edges;      // as numbered in this part
};

// Numbers groups in the order of their smallest node, and says how many there are.
uint32_t renumber(std::vector<uint32_t>& groups);

// The groups of a graph, each with the edges inside it.
std::vector<GraphPart> parts_of(const GraphPart& whole, std::span<const uint32_t> groups, uint32_t count);

// The group of each node, numbered from 0 in order of their smallest node. Leiden with the constant Potts model, whose
// resolution is a density: groups hold together where they are denser than that. It is taken from the graph itself
// (half of its density, and never more than `dense` of the mean weight), and each group is split again by its own until
// it stays whole. Thus a ring of which some took no part in some actions stays one, a star stays one, and two rings
// that one account joins come apart.
//
// `nodes` > 0; the edges connect all of them.
std::vector<uint32_t> split_connected(uint32_t nodes, std::span<const Edge> edges, uint64_t seed);

}  // namespace lockstep
