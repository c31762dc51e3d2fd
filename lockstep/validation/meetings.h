// lockstep/validation/meetings.h
//
// Meetings of accounts within a window, as company.h counts them: by posts of one stratum, two posts once.
#pragma once

#include <span>
#include <vector>

#include "lockstep/pairs/pairs.h"
#include "lockstep/validation/timelines.h"

namespace lockstep {

struct CompanyPair {
  AccountIndex a, b;  // a < b
  uint32_t seen;      // X
};

class Meetings {
 public:
  Meetings(const EventTable& events, const TouchBook& book, std::span<const Stratum> strata);

  // Pairs that met twice or more, ascending (a, b). First of all: it settles which objects have a narrower window.
  Result<std::vector<CompanyPair>> count_pairs(const CompanyOptions& options, Progress& progress);
  uint64_t narrowed() const { return narrowed_; }

  // Each account's meetings with everybody else, by kind. Accounts with left_out[account] != 0 take no part.
  std::vector<ByKind> with_everybody(std::span<const uint8_t> left_out, unsigned threads) const;

 private:
  struct Range {
    uint32_t begin, end;  // touches of whole objects
  };
  void take_touches(const TouchBook& book, std::span<const Stratum> strata);
  void list_by_event(size_t events);
  bool met_before(uint32_t earlier, uint32_t later) const;
  template <class Visit>
  void for_each_touch_pair(Range range, Visit&& visit) const;
  std::vector<uint64_t> posts_that_met_before(unsigned threads) const;

  TraceTable touches_;                 // of objects that two accounts or more touched in one stratum, which are apart
  std::vector<uint8_t> kind_;          // of each object
  std::vector<Duration> window_;       // of each object; below 0: left out
  std::vector<Range> tasks_;           // of about the same number of touches
  std::vector<uint32_t> event_begin_;  // events + 1
  std::vector<ObjectIndex> object_;    // of each event, ascending
  uint64_t narrowed_ = 0;
};

}  // namespace lockstep
