// lockstep/results/histogram.h
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/base/time.h"

namespace lockstep {

// counts[i] lies in [edges[i], edges[i + 1]).
struct Histogram {
  std::vector<double> edges;
  std::vector<uint64_t> counts;
  void add(double value);
};

// Steps of whole multiples of the resolution, at most about 60; a gap of exactly the window falls into the last.
Histogram gaps_up_to(Duration window, Duration resolution);

// 1, 2, 3 …, then steps of about two fifths, up to the largest value.
Histogram counts_up_to(uint32_t largest);

}  // namespace lockstep
