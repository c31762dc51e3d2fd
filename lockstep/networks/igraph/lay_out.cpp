#include <algorithm>
#include <cmath>

#include "lockstep/networks/igraph/functions.h"
#include "lockstep/networks/igraph/handles.h"

namespace lockstep::igraph {
namespace {

constexpr uint32_t few = 80;       // up to here Kamada-Kawai, which looks better and costs the cube
constexpr double most_work = 1e8;  // of Fruchterman-Reingold: rounds times what a round looks at

void by_kamada_kawai(const IgraphGraph& graph, uint32_t nodes, std::span<const Edge> edges, IgraphMatrix& places) {
  IgraphVector lengths(edges.size());
  for (size_t i = 0; i < edges.size(); ++i) lengths[i] = 1 / edges[i].weight;
  // NOLINTNEXTLINE(bugprone-misplaced-widening-cast)
  igraph_layout_kamada_kawai(&graph.handle, &places.handle, false, igraph_integer_t(50 * nodes), 0, double(nodes),
                             &lengths.handle, nullptr, nullptr, nullptr, nullptr);
}

void by_fruchterman_reingold(const IgraphGraph& graph, uint32_t nodes, size_t edges, uint64_t seed,
                             IgraphMatrix& places) {
  igraph_rng_seed(igraph_rng_default(), seed);
  const double n = nodes;
  const double round = nodes > 1000 ? 20.0 * n + double(edges) : n * n + double(edges);
  const auto rounds = igraph_integer_t(std::clamp(most_work / round, 10.0, 500.0));
  igraph_layout_fruchterman_reingold(&graph.handle, &places.handle, false, rounds, std::sqrt(n),
                                     nodes > 1000 ? IGRAPH_LAYOUT_GRID : IGRAPH_LAYOUT_NOGRID, &graph.weights.handle,
                                     nullptr, nullptr, nullptr, nullptr);
}

}  // namespace

std::vector<Place> lay_out(uint32_t nodes, std::span<const Edge> edges, uint64_t seed) {
  const IgraphGraph graph(nodes, edges);
  IgraphMatrix matrix;
  if (nodes <= few)
    by_kamada_kawai(graph, nodes, edges, matrix);
  else
    by_fruchterman_reingold(graph, nodes, edges.size(), seed, matrix);
  std::vector<Place> places;
  for (uint32_t node = 0; node < nodes; ++node)
    places.push_back({MATRIX(matrix.handle, node, 0), MATRIX(matrix.handle, node, 1)});
  return places;
}

}  // namespace lockstep::igraph
