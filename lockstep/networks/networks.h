// lockstep/networks/networks.h
//
// From the pair tables of all traces to candidate networks: groups of accounts that met more often with each other than
// with anybody else. By count; nothing here says how often independent accounts would meet.
//
// One pair of posts counts once: under its most specific trace, and there for its rarest object. Otherwise a headline
// would count beside its link, and two posts with five hashtags in common five times.
//
// Rejected: modularity over the whole graph (what it finds in one corner depends on how much there is in the others);
// raw counts as weights (two accounts that met 500 times would tear a ring apart that met 10 times).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lockstep/networks/declared_automation.h"
#include "lockstep/networks/graphs.h"
#include "lockstep/networks/tested_networks.h"
#include "lockstep/pairs/pairs.h"

namespace lockstep {

// One trace at one window, counted.
struct Layer {
  const TraceDefinition* trace;
  TraceTable touches;
  PairOptions options;
  PairTable counted;    // the pairs that reach options.min_shared here
  bool tested = false;  // whether networks may rest on it
};

// The touches of one object: positions from first to second.
std::pair<uint32_t, uint32_t> touches_of(const TraceTable& touches, ObjectIndex object);

// Two posts that count: of a pair's accounts a and b, on an object of a layer.
struct PostPair {
  uint32_t pair;   // in the pairs that were given
  uint32_t layer;  // in the layers that were given, the most specific first
  ObjectIndex object;
  uint32_t touch_a, touch_b;  // in the layer's touches
};

// What stands behind `pairs` (ascending a, b) in all layers, each pair of posts counted once, in batches of whole
// pairs: ascending (pair, layer, object, touch_a, touch_b). `windows`: of pairs inside tested networks, which look
// at tested layers only; the others have none, and look at every layer within its own. May be empty. `batch_rows`
// bounds the memory, at about 50 bytes a row.
using VisitPostPairs = std::function<Result<void>(std::span<const PostPair>)>;
Result<void> visit_post_pairs(std::span<const Layer> layers, std::span<const Pair> pairs,
                              std::span<const std::optional<Duration>> windows, uint64_t batch_rows,
                              const VisitPostPairs& visit, Progress& progress);

// The pairs that reach min_shared in some layer and still do once each pair of posts counts once, with what more
// specific layers hold added to what a layer holds. `shared` counts the objects left over all layers.
Result<std::vector<Pair>> join_layers(std::span<const Layer> layers, uint64_t batch_rows, Progress& progress);

// The pairs of members that meet within their network's window on tested layers. Ascending (a, b).
struct MemberPairs {
  std::vector<Pair> pairs;
  std::vector<std::optional<Duration>> windows;  // of each pair; always there
};
Result<MemberPairs> pairs_of_members(std::span<const Layer> layers, std::span<const TestedNetwork> networks,
                                     uint64_t batch_rows, Progress& progress);

struct NetworkOptions {
  uint32_t min_members = 3;
  uint64_t seed = 1;
};

struct Network {
  std::string network_id;             // "n1", "n2", …: by `shared`, the largest first
  std::vector<AccountIndex> members;  // ascending
  std::vector<uint32_t> pairs;        // between members; positions in the pairs that were given, ascending
  uint64_t shared = 0;                // sum over its pairs
};

// Each connected part of the pair graph on its own, split by Leiden (constant Potts model) until nothing in it would
// rather stand apart. The same for the same pairs and seed, whatever else the graph holds.
Result<std::vector<Network>> find_networks(std::span<const Pair> pairs, const NetworkOptions& options,
                                           Progress& progress);

// A place for each member, 0..1 each way; joined members lie near each other.
std::vector<Place> place_members(const Network& network, std::span<const Pair> pairs, uint64_t seed);

}  // namespace lockstep
