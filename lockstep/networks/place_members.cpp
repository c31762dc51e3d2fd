#include <algorithm>
#include <cmath>

#include "lockstep/networks/igraph_handles.h"
#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

constexpr size_t few = 80;         // up to here Kamada-Kawai, which looks better and costs the cube
constexpr double most_work = 1e8;  // of Fruchterman-Reingold: rounds times what a round looks at

std::vector<Edge> edges_of(const Network& network, std::span<const Pair> pairs) {
  const auto position = [&](AccountIndex account) {
    return uint32_t(std::ranges::lower_bound(network.members, account) - network.members.begin());
  };
  std::vector<Edge> edges;
  for (uint32_t i : network.pairs)
    edges.push_back({position(pairs[i].a), position(pairs[i].b), std::log2(1.0 + pairs[i].shared)});
  return edges;
}

void lay_out(const IgraphGraph& graph, size_t members, size_t edges, uint64_t seed, IgraphMatrix& places) {
  if (members <= few) {
    IgraphVector lengths(edges);
    for (size_t i = 0; i < edges; ++i) lengths[i] = 1 / VECTOR(graph.weights.handle)[i];
    igraph_layout_kamada_kawai(&graph.handle, &places.handle, false, igraph_integer_t(50 * members), 0, double(members),
                               &lengths.handle, nullptr, nullptr, nullptr, nullptr);
    return;
  }
  igraph_rng_seed(igraph_rng_default(), seed);
  const double round = members > 1000 ? 20.0 * double(members) + double(edges) : double(members * members + edges);
  const auto rounds = igraph_integer_t(std::clamp(most_work / round, 10.0, 500.0));
  igraph_layout_fruchterman_reingold(&graph.handle, &places.handle, false, rounds, std::sqrt(double(members)),
                                     members > 1000 ? IGRAPH_LAYOUT_GRID : IGRAPH_LAYOUT_NOGRID, &graph.weights.handle,
                                     nullptr, nullptr, nullptr, nullptr);
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
  const IgraphGraph graph(uint32_t(network.members.size()), edges);
  IgraphMatrix matrix;
  lay_out(graph, network.members.size(), edges.size(), seed, matrix);
  std::vector<Place> places;
  for (size_t i = 0; i < network.members.size(); ++i)
    places.push_back({MATRIX(matrix.handle, i, 0), MATRIX(matrix.handle, i, 1)});
  return into_unit_square(std::move(places));
}

}  // namespace lockstep
