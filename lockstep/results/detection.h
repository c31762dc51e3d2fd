// lockstep/results/detection.h
//
// From events to networks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/evidence/evidence.h"

namespace lockstep {

// When accounts are ranked by an hour's company too: usually where the tests of timing can say little.
enum class CompanyChoice : uint8_t { automatic, always, never };

struct DetectOptions {
  std::vector<std::string> traces;  // by name; none: all that the data allow
  std::vector<Duration> windows{std::chrono::seconds(60), std::chrono::seconds(10), std::chrono::minutes(10)};
  std::optional<uint32_t> min_shared;  // instead of each trace's own
  double level = .01;                  // false discovery rate over all networks proposed
  NetworkOptions networks;
  CompanyChoice company = CompanyChoice::automatic;
  std::string shorteners_path;
  uint64_t memory_bytes = uint64_t(4) << 30;  // for counting pairs
  bool forget_texts = false;                  // those that no result can show, once the traces are made
  unsigned threads = 0;                       // the result is the same for any number
};

struct Detection {
  std::vector<Layer> layers;      // the most specific trace first; those that somebody touched; at the first window
  std::vector<Duration> windows;  // that were run, as the grid of the times has them
  std::vector<Pair> pairs;        // joined over all layers; those inside networks over the tested ones
  std::vector<std::optional<Duration>> pair_windows;  // of pairs inside networks
  std::vector<Network> networks;                      // those that stood the tests, nominated ones first
  NetworkTests tests;                                 // its networks are those
  std::vector<uint32_t> tested_layers;                // by ObjectTest::trace
  size_t counted_networks = 0;                        // that counting alone would have named
  std::optional<Company> company;                     // a ranking that nominates nobody
  std::string company_reason;                         // why there is one, or why not: "times stand on a grid of 60s"
  std::vector<std::string> notes;                     // what the reader must know

  const TestedNetwork& test(size_t network) const { return tests.networks[network]; }
};

// The traces that are looked at.
std::vector<const TraceDefinition*> chosen_traces(const EventTable& events, const DetectOptions& options);

// Whether networks may rest on it: single hashtags and domains say too little.
bool is_tested(const TraceDefinition& trace);

// `read` changes by `forget_texts` alone.
Result<Detection> detect(ReadResult& read, const DetectOptions& options, Progress& progress);

}  // namespace lockstep
