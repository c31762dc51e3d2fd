// lockstep/results/pair_files.h
//
// pairs.parquet and evidence.parquet, and in the same pass over the posts behind all pairs what else is learnt there.
#pragma once

#include <vector>

#include "lockstep/results/detection.h"
#include "lockstep/results/histogram.h"
#include "lockstep/results/result_folder.h"

namespace lockstep {

struct PairFindings {
  std::vector<NetworkOccasions> occasions;  // by network
  std::vector<Histogram> gaps;              // by layer: the smallest gap of each pair on each object
  uint64_t rows = 0;                        // of evidence.parquet
};

// pairs.parquet: account_a, account_b, network_id (where both are members of it), trace, window_seconds, shared,
// first_time, last_time; a row for each trace under which a pair counts, by account_a and account_b bytewise.
// evidence.parquet: account_a, account_b, network_id, trace, object, source, post_a, post_b, time_a, time_b,
// gap_seconds; each pair of posts once, under its most specific trace.
Result<PairFindings> write_pair_files(const Detection& detection, const ReadResult& read, const Names& names,
                                      const ResultFolder& folder, unsigned threads, Progress& progress);

}  // namespace lockstep
