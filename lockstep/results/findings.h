// lockstep/results/findings.h
//
// All that a run found, as its files need it.
#pragma once

#include <vector>

#include "lockstep/results/detection.h"
#include "lockstep/results/pair_files.h"
#include "lockstep/results/result_folder.h"

namespace lockstep {

// What a network is called until it has been tested.
inline constexpr std::string_view candidate_class = "candidate (by count; not tested)";

struct Findings {
  const ReadResult& read;
  const Detection& detection;
  const Names& names;
  PairFindings pairs;
  std::vector<Evidence> evidence;          // by network
  std::vector<std::vector<Place>> places;  // by network and member
  uint64_t seed;

  const EventTable& events() const { return read.events; }
};

// The members of a network in the order of the names that are written: positions in Network::members.
std::vector<uint32_t> members_by_name(const Network& network, const Names& names);

// The pairs inside a network in that order too, each with its accounts in that order.
std::vector<Pair> pairs_by_name(const Network& network, const Findings& findings);

// networks.csv, members.csv
Result<void> write_networks_csv(const Findings& findings, const ResultFolder& folder);
Result<void> write_members_csv(const Findings& findings, const ResultFolder& folder);

// networks.gexf (GEXF 1.3) and networks.graphml: members as nodes, the pairs inside networks as edges, with attributes.
Result<void> write_gexf(const Findings& findings, const ResultFolder& folder);
Result<void> write_graphml(const Findings& findings, const ResultFolder& folder);

}  // namespace lockstep
