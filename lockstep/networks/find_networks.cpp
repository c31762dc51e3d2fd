#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lockstep/networks/networks.h"
#include "lockstep/networks/split.h"

namespace lockstep {
namespace {

// The accounts of the pairs as nodes, ascending.
std::vector<AccountIndex> nodes_of(std::span<const Pair> pairs) {
  std::vector<AccountIndex> nodes;
  nodes.reserve(2 * pairs.size());
  for (const Pair& pair : pairs) nodes.insert(nodes.end(), {pair.a, pair.b});
  std::ranges::sort(nodes);
  const auto repeated = std::ranges::unique(nodes);
  nodes.erase(repeated.begin(), repeated.end());
  return nodes;
}

uint32_t position(std::span<const AccountIndex> nodes, AccountIndex account) {
  return uint32_t(std::ranges::lower_bound(nodes, account) - nodes.begin());
}

// The smallest node that each node is connected with.
std::vector<uint32_t> roots_of(size_t nodes, std::span<const Edge> edges) {
  std::vector<uint32_t> root(nodes);
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](uint32_t node) {
    while (root[node] != node) node = root[node] = root[root[node]];
    return node;
  };
  for (const Edge& edge : edges) {
    const uint32_t a = find(edge.a), b = find(edge.b);
    root[std::max(a, b)] = std::min(a, b);
  }
  for (uint32_t node = 0; node < nodes; ++node) root[node] = find(node);
  return root;
}

// Meeting twice as often is one more, not twice as much.
double weight(const Pair& pair) { return std::log2(1.0 + pair.shared); }

std::vector<GraphPart> split_into_components(std::vector<Edge> edges, size_t nodes) {
  std::vector<uint32_t> groups = roots_of(nodes, edges);
  const uint32_t count = renumber(groups);
  GraphPart whole{.nodes = std::vector<uint32_t>(nodes), .edges = std::move(edges)};
  std::iota(whole.nodes.begin(), whole.nodes.end(), 0);
  return parts_of(whole, groups, count);
}

void append_networks(const GraphPart& component, std::span<const AccountIndex> nodes, const NetworkOptions& options,
                     std::vector<Network>& networks) {
  const std::vector<uint32_t> groups = split_connected(uint32_t(component.nodes.size()), component.edges, options.seed);
  std::vector<Network> found(1 + *std::ranges::max_element(groups));
  for (size_t i = 0; i < groups.size(); ++i) found[groups[i]].members.push_back(nodes[component.nodes[i]]);
  for (Network& network : found)
    if (network.members.size() >= options.min_members) networks.push_back(std::move(network));
}

void assign_pairs(std::span<const Pair> pairs, std::span<const AccountIndex> nodes, std::vector<Network>& networks) {
  std::vector<uint32_t> network_of(nodes.size(), UINT32_MAX);
  for (uint32_t n = 0; n < networks.size(); ++n)
    for (AccountIndex member : networks[n].members) network_of[position(nodes, member)] = n;
  for (uint32_t i = 0; i < pairs.size(); ++i) {
    const uint32_t n = network_of[position(nodes, pairs[i].a)];
    if (n == UINT32_MAX || n != network_of[position(nodes, pairs[i].b)]) continue;
    networks[n].pairs.push_back(i);
    networks[n].shared += pairs[i].shared;
  }
}

void name_in_order(std::vector<Network>& networks) {
  std::ranges::sort(networks, [](const Network& left, const Network& right) {
    return left.shared != right.shared ? left.shared > right.shared : left.members.front() < right.members.front();
  });
  for (size_t i = 0; i < networks.size(); ++i) networks[i].network_id = fmt::format("n{}", i + 1);
}

}  // namespace

Result<std::vector<Network>> find_networks(std::span<const Pair> pairs, const NetworkOptions& options,
                                           Progress& progress) {
  if (const auto& functions = graph_functions(); !functions) return functions.error();
  const std::vector<AccountIndex> nodes = nodes_of(pairs);
  std::vector<Edge> edges;
  for (const Pair& pair : pairs) edges.push_back({position(nodes, pair.a), position(nodes, pair.b), weight(pair)});
  const std::vector<GraphPart> components = split_into_components(std::move(edges), nodes.size());
  std::vector<Network> networks;
  progress.begin("Finding networks", nodes.size(), "accounts");
  uint64_t done = 0;
  for (const GraphPart& component : components) {
    if (component.nodes.size() >= options.min_members) append_networks(component, nodes, options, networks);
    if (progress.cancelled()) return stopped();
    progress.at(done += component.nodes.size());
  }
  assign_pairs(pairs, nodes, networks);
  name_in_order(networks);
  return networks;
}

}  // namespace lockstep
