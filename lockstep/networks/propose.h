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

// A pair with at least two occasions over all parts. Everybody's pairs are tested; most share nothing.
struct TestedPair {
  AccountIndex a, b;
  double score;                           // -log10 of the larger of p_timing and p_lag, over all parts
  std::array<bool, part_count> proposed;  // surprising enough without this part to propose a group there
};

// Nominated liberally: at least two occasions, p_timing <= .01 and p_lag <= .2 on two parts.
std::vector<TestedPair> test_pairs(const TouchBook& book, const References& references,
                                   const std::vector<Pair>& candidates, unsigned threads);

// Connected groups of proposed pairs, and the parts that Leiden splits them into; grown by accounts that keep company
// with the group on its core objects, freed of members who are linked to few of the others and of near-copies.
std::vector<Proposal> propose_groups(const TouchBook& book, const References& references,
                                     const std::vector<TestedPair>& pairs, uint64_t seed, unsigned threads);

}  // namespace lockstep
