// lockstep/networks/propose.h
//
// Groups worth testing: found on all parts of the objects but one, so that the one left out can judge them.
#pragma once

#include <array>
#include <vector>

#include "lockstep/pairs/pairs.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

struct Proposal {
  Duration window;
  unsigned held_out;                  // the part that was not looked at
  std::vector<AccountIndex> members;  // ascending
};

// A pair that two parts nominate liberally. Everybody's pairs are tested; most share nothing.
struct NominatedPair {
  AccountIndex a, b;
  std::array<bool, part_count> without;  // nominated when this part is left out
};

// Pairs with at least two occasions and p_timing <= .005, p_lag <= .15 on two parts.
std::vector<NominatedPair> nominate_pairs(const TouchBook& book, const References& references,
                                          const std::vector<Pair>& candidates, unsigned threads);

// Connected groups of nominated pairs, and the parts that Leiden splits them into; grown by accounts that keep company
// with the group on its core objects, freed of members who are linked to few of the others and of near-copies.
std::vector<Proposal> propose_groups(const TouchBook& book, const References& references,
                                     const std::vector<NominatedPair>& pairs, uint64_t seed, unsigned threads);

}  // namespace lockstep
