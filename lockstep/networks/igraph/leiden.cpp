#include "lockstep/networks/igraph/functions.h"
#include "lockstep/networks/igraph/handles.h"

namespace lockstep::igraph {
namespace {

constexpr int max_rounds = 50;

}  // namespace

// Runs of one iteration each, until one changes nothing: igraph 0.10.2 stops after one where it is asked to go on.
std::vector<uint32_t> leiden(uint32_t nodes, std::span<const Edge> edges, double resolution, uint64_t seed) {
  IgraphGraph graph(nodes, edges);
  IgraphIntegers membership(nodes);
  std::vector<uint32_t> groups(nodes), before;
  igraph_rng_seed(igraph_rng_default(), seed);
  for (int round = 0; round < max_rounds && groups != before; ++round) {
    before = groups;
    igraph_integer_t count = 0;
    igraph_real_t quality = 0;
    igraph_community_leiden(&graph.handle, &graph.weights.handle, nullptr, resolution, 0.01, round > 0, 1,
                            &membership.handle, &count, &quality);
    for (uint32_t node = 0; node < nodes; ++node) groups[node] = uint32_t(membership[node]);
  }
  return groups;
}

}  // namespace lockstep::igraph
