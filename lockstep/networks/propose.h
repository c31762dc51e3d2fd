// lockstep/networks/propose.h
//
// Groups worth testing, each found on some of the objects only, so that the others can judge it: by pairs that met
// again and again on two parts of the objects, or on one; and by what many did at once.
#pragma once

#include <array>
#include <vector>

#include "lockstep/pairs/pairs.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

struct Proposal {
  Duration window;
  LookedAt looked_at;
  std::vector<AccountIndex> members;  // ascending
};

// The parts on which pairs propose.
inline constexpr std::array<PartSet, 6> proposing_parts{0b110, 0b101, 0b011, 0b001, 0b010, 0b100};

// A pair with at least two occasions over all parts. Everybody's pairs are tested; most share nothing.
struct TestedPair {
  AccountIndex a, b;
  double score;                                       // -log10 of the larger of p_timing and p_lag, over all parts
  std::array<bool, proposing_parts.size()> proposed;  // surprising enough on these parts to propose a group there
};

// Proposed liberally: at least two occasions, p_timing <= .01 and p_lag <= .2 on the parts looked at.
bool surprising(const PairTest& test);

std::vector<TestedPair> test_pairs(const TouchBook& book, const References& references,
                                   const std::vector<Pair>& candidates, unsigned threads);

// Connected groups of proposed pairs, and the parts that Leiden splits them into; grown by accounts that keep company
// with the group on its core objects, freed of members who are linked to few of the others and of near-copies.
std::vector<Proposal> propose_groups(const TouchBook& book, const References& references,
                                     const std::vector<TestedPair>& pairs, uint64_t seed, unsigned threads);

// Accounts at one object within the window of one moment, from which on they are a burst.
inline constexpr unsigned least_burst = 6;

// Those who came together at one object: of each context the largest burst. They may have met
// nowhere else; whether they did is what the other objects tell.
std::vector<Proposal> propose_bursts(const TouchBook& book, Duration window);

}  // namespace lockstep
