#include "lockstep/networks/split.h"

#include <algorithm>
#include <mutex>

namespace lockstep {
namespace {

// A group as dense as this is one, whatever its form: rings of 4 to 100 that act together on some days only reach it.
constexpr double dense = 0.15;

double resolution(uint32_t nodes, std::span<const Edge> edges) {
  double weight = 0;
  for (const Edge& edge : edges) weight += edge.weight;
  const double possible = double(nodes) * (nodes - 1) / 2;
  return std::min(dense * weight / double(edges.size()), weight / possible / 2);
}

// igraph keeps one list for the whole process of what it has to free.
std::vector<uint32_t> leiden(const GraphPart& part, uint64_t seed) {
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
  const auto nodes = uint32_t(part.nodes.size());
  return (*graph_functions())->leiden(nodes, part.edges, resolution(nodes, part.edges), seed);
}

}  // namespace

uint32_t renumber(std::vector<uint32_t>& groups) {
  std::vector<uint32_t> number(groups.size(), UINT32_MAX);
  uint32_t next = 0;
  for (uint32_t& group : groups) {
    if (number[group] == UINT32_MAX) number[group] = next++;
    group = number[group];
  }
  return next;
}

std::vector<GraphPart> parts_of(const GraphPart& whole, std::span<const uint32_t> groups, uint32_t count) {
  std::vector<GraphPart> parts(count);
  std::vector<uint32_t> position(groups.size());
  for (uint32_t node = 0; node < groups.size(); ++node) {
    position[node] = uint32_t(parts[groups[node]].nodes.size());
    parts[groups[node]].nodes.push_back(whole.nodes[node]);
  }
  for (const Edge& edge : whole.edges)
    if (groups[edge.a] == groups[edge.b])
      parts[groups[edge.a]].edges.push_back({position[edge.a], position[edge.b], edge.weight});
  return parts;
}

std::vector<uint32_t> split_connected(uint32_t nodes, std::span<const Edge> edges, uint64_t seed) {
  std::vector<uint32_t> groups(nodes);
  std::vector<GraphPart> open(1);
  for (uint32_t node = 0; node < nodes; ++node) open[0].nodes.push_back(node);
  open[0].edges.assign(edges.begin(), edges.end());
  uint32_t closed = 0;
  while (!open.empty()) {
    const GraphPart part = std::move(open.back());
    open.pop_back();
    uint32_t count = 1;
    std::vector<uint32_t> inside;
    if (part.nodes.size() > 3) {
      inside = leiden(part, seed);
      count = renumber(inside);
    }
    if (count > 1) {
      for (GraphPart& smaller : parts_of(part, inside, count)) open.push_back(std::move(smaller));
      continue;
    }
    for (uint32_t node : part.nodes) groups[node] = closed;
    ++closed;
  }
  renumber(groups);
  return groups;
}

}  // namespace lockstep
