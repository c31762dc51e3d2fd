// lockstep/validation/timelines.h
//
// When each account posts, stratum by stratum, and how many pairs of posts lie within a window of each other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/validation/company.h"

namespace lockstep {

using Stratum = uint32_t;  // language * post_kinds + kind
inline constexpr Stratum no_stratum = UINT32_MAX;
inline unsigned kind_of(Stratum stratum) { return stratum % post_kinds; }

// Of each event; no_stratum where it is no post: a like, a rename …
std::vector<Stratum> find_strata(const EventTable& events);

class Timelines {
 public:
  Timelines(const EventTable& events, std::span<const Stratum> strata, Duration window, unsigned threads);

  // Each account's pairs of posts with everybody else, by kind. Accounts with left_out[account] != 0 take no part.
  std::vector<ByKind> pairs_with_everybody(std::span<const uint8_t> left_out) const;

  // Two accounts' pairs of posts. Cost: both timelines.
  ByKind pairs_of(AccountIndex a, AccountIndex b) const;

 private:
  struct Post {
    Stratum stratum;
    AccountIndex account;
    Timestamp time;
  };
  void take_away_own(AccountIndex account, ByKind& pairs) const;

  Duration window_;
  unsigned threads_;
  std::vector<Post> by_stratum_;         // by (stratum, time)
  std::vector<uint32_t> stratum_begin_;  // of those that somebody posts in, and the end
  std::vector<uint32_t> account_begin_;  // accounts + 1
  std::vector<Stratum> stratum_;         // of each account's posts, by (stratum, time)
  std::vector<Timestamp> time_;          // beside them
};

}  // namespace lockstep
