#include <algorithm>
#include <cmath>

#include "lockstep/networks/graphs.h"
#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

std::vector<Edge> edges_of(const Network& network, std::span<const Pair> pairs) {
  const auto position = [&](AccountIndex account) {
    return uint32_t(std::ranges::lower_bound(network.members, account) - network.members.begin());
  };
  std::vector<Edge> edges;
  for (uint32_t i : network.pairs)
    edges.push_back({position(pairs[i].a), position(pairs[i].b), std::log2(1.0 + pairs[i].shared)});
  return edges;
}

// Into the unit square, the longer side filling it; four digits are more than a screen shows.
std::vector<Place> into_unit_square(std::vector<Place> places) {
  const auto [left, right] = std::ranges::minmax(places, {}, &Place::x);
  const auto [bottom, top] = std::ranges::minmax(places, {}, &Place::y);
  const double side = std::max({right.x - left.x, top.y - bottom.y, 1e-12});
  const auto scaled = [side](double value, double low, double high) {
    return std::round(1e4 * (0.5 + (value - (low + high) / 2) / side)) / 1e4;
  };
  const double x0 = left.x, x1 = right.x, y0 = bottom.y, y1 = top.y;
  for (Place& place : places) place = {scaled(place.x, x0, x1), scaled(place.y, y0, y1)};
  return places;
}

}  // namespace

std::vector<Place> place_members(const Network& network, std::span<const Pair> pairs, uint64_t seed) {
  const std::vector<Edge> edges = edges_of(network, pairs);
  return into_unit_square((*graph_functions())->lay_out(uint32_t(network.members.size()), edges, seed));
}

}  // namespace lockstep
