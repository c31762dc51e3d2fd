// lockstep/results/explanation.h
//
// Everything about two accounts or a set of them: what they share, how near, what chance would give, how the p came
// about, and what would change it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/results/detection.h"

namespace lockstep {

// An object that at least two of the accounts touched.
struct ExplainedObject {
  std::string trace, object, source;    // source: "" where it is not known
  Timestamp first, last;                // touches of the accounts
  unsigned accounts = 0, together = 0;  // that touched it; of these within the window of the centre
  unsigned part = 0;                    // 0 … 2: objects of one part judge what was found on the others
  double q = 0, r = 0;                  // chance of a meeting; given that both came within the hour
  std::optional<double> p;              // of a set of three or more: of so many together
  std::string counts;                   // "counts as an occasion", or why not
  std::optional<double> p_without;      // of one that counts: the p of the accounts if nobody had touched it
};

struct ExplainedWindow {
  Duration window;
  unsigned occasions = 0;
  double p = 1;                    // of two accounts the larger of the next two; of more, on all objects
  double p_timing = 1, p_lag = 1;  // of two accounts
};

struct Explanation {
  std::vector<std::string> accounts;
  std::vector<ExplainedObject> objects;  // at `window`, in order of time
  std::vector<ExplainedWindow> windows;  // all of the run
  Duration window;
  double p_if_together = 1,
         p_if_apart = 1;               // if they met once more as on the median occasion; if they came and did not
  std::vector<std::string> sentences;  // how it came about, and what would change it
};

// `left_out`: accounts that take no part in the references. Errors: an account that is not in the tables.
Result<Explanation> explain(const ReadResult& read, const DetectOptions& options,
                            const std::vector<std::string>& accounts, const std::vector<std::string>& left_out,
                            Duration window, Progress& progress);

}  // namespace lockstep
