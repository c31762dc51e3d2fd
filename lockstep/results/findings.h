// lockstep/results/findings.h
//
// All that a run found, as its files need it.
#pragma once

#include <vector>

#include "lockstep/results/detection.h"
#include "lockstep/results/pair_files.h"
#include "lockstep/results/result_folder.h"

namespace lockstep {

struct Findings {
  const ReadResult& read;
  const Detection& detection;
  const Names& names;
  PairFindings pairs;
  std::vector<Evidence> evidence;          // by network
  std::vector<std::vector<Place>> places;  // by network and member
  uint64_t seed;
  uint64_t graph_pairs;  // in networks.gexf and networks.graphml, at most

  const EventTable& events() const { return read.events; }
};

// The members of a network in the order of the names that are written: positions in Network::members.
std::vector<uint32_t> members_by_name(const Network& network, const Names& names);

// The pairs inside a network in that order too, each with its accounts in that order.
std::vector<Pair> pairs_by_name(const Network& network, const Findings& findings);

// networks.csv, members.csv, candidates.csv, ranking.csv
Result<void> write_networks_csv(const Findings& findings, const ResultFolder& folder);
Result<void> write_members_csv(const Findings& findings, const ResultFolder& folder);
Result<void> write_candidates_csv(const Findings& findings, const ResultFolder& folder);
Result<void> write_ranking_csv(const Findings& findings, const ResultFolder& folder);

// No more digits than are known, as a number again.
double four_digits(double value);
double six_decimals(double value);  // rounded down

std::string_view class_of(const Findings& findings, size_t network);

// What failed, as candidates.csv and the report name it.
struct CandidateRow {
  std::string candidate_id;  // "c1" …
  std::string_view found_by, reason;
  std::vector<std::string> accounts;  // as they are written, sorted
  const FailedCandidate* candidate;
};
std::vector<CandidateRow> candidate_rows(const Findings& findings, size_t most_accounts);

// networks.gexf (GEXF 1.3) and networks.graphml: members as nodes, the pairs inside networks as edges, with attributes;
// of more than Findings::graph_pairs the strongest.
Result<void> write_gexf(const Findings& findings, const ResultFolder& folder);
Result<void> write_graphml(const Findings& findings, const ResultFolder& folder);

}  // namespace lockstep
