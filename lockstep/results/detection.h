// lockstep/results/detection.h
//
// From events to candidate networks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/evidence/evidence.h"

namespace lockstep {

struct DetectOptions {
  std::vector<std::string> traces;  // by name; none: all that the data allow
  Duration window = std::chrono::seconds(60);
  std::optional<uint32_t> min_shared;  // instead of each trace's own
  NetworkOptions networks;
  std::string shorteners_path;
  uint64_t memory_bytes = uint64_t(4) << 30;  // for counting pairs
  unsigned threads = 0;                       // the result is the same for any number
};

struct Detection {
  std::vector<Layer> layers;  // the most specific trace first; those that somebody touched
  std::vector<Pair> pairs;    // joined over all layers
  std::vector<Network> networks;
  std::vector<std::string> notes;  // what the reader must know
};

Result<Detection> detect(const ReadResult& read, const DetectOptions& options, Progress& progress);

}  // namespace lockstep
