// lockstep/validation/company.h
//
// An hour's company: who met whom within the hour far more often than their timelines let one expect. For data that the
// tests of timing can say little of: sources unknown, times coarse, much of the stream coordinated.
//
// A RANKING THAT NOMINATES NOBODY. Whoever shares tastes and hours keeps company, fans of one singer first of all.
//
// Strata are language x kind, a kind being an own post or a repost, with or without a link. A *meeting* is two posts by
// two accounts in one stratum, within the window, that share an object; two posts that share several meet once. Of a
// pair, X counts the objects on which it met, S_k the pairs of posts within the window in strata of kind k, whether
// they share anything or not: its opportunity. With mu_k meetings for each pair of posts, lambda = sum of mu_k S_k and
// s = -log10 P(Poisson(lambda) >= X). mu_k is the median over accounts with 2,000 pairs of posts or more of their
// meetings : pairs of posts, all languages together, so that no account weighs more than one and no campaign's language
// is its own reference; it is never below 1/30 of the mean, and is the mean where no account has posted so much.
//
// An account's score is Z = G / sqrt(E + 10), G the sum over its partners of min(15, max(0, s - 3)), E the meetings
// expected with everybody. Those on top (a third account stands in a pair with both, all three pairs with s >= 5, and
// Z > 2) take no part in mu the second time.
//
// Limits: s is nominal to about 1e-3 and a score beyond, for people depend on each other; a median is no reference any
// more where most of the busy accounts of a kind are coordinated; posts in different languages or of different kinds
// never meet.
//
// Cost: O(n log n) for n posts, the pairs of touches within the window (at most 64 a touch: what more touch at once has
// its window narrowed), and for each pair that met twice both timelines. Memory: 36 bytes a post, 24 a touch, 52 a
// pair.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/validation/touch_book.h"

namespace lockstep {

inline constexpr unsigned post_kinds = 4;  // bit 0: with a link; bit 1: a repost
using ByKind = std::array<uint64_t, post_kinds>;

struct CompanyOptions {
  Duration window = std::chrono::hours(1);    // as the grid of the times has it; inclusive
  uint64_t memory_bytes = uint64_t(4) << 30;  // for counting pairs
  unsigned threads = 0;                       // the result is the same for any number
};

// What mu of one kind rests on: accounts that were not left out.
struct CompanyRate {
  uint64_t post_pairs = 0, meetings = 0;  // each seen from both accounts
  uint32_t accounts = 0;                  // in the median
  double mean = 0, rate = 0;              // meetings : pairs of posts; mu
};

struct CompanyScore {
  AccountIndex account;
  double score;       // Z
  uint64_t seen;      // meetings with everybody
  double expected;    // E
  uint32_t partners;  // with s > 4
};

struct Company {
  std::vector<CompanyScore> ranking;  // accounts in a pair that met twice or more; the highest score first
  std::array<CompanyRate, post_kinds> rates;
  uint64_t pairs = 0;     // that met twice or more
  uint32_t left_out = 0;  // accounts on top in the first round
  uint64_t narrowed = 0;  // objects that so many touched at once that a shorter window, or none, holds
};

// Errors: pairs that do not fit in memory nor on disk.
Result<Company> rank_by_company(const EventTable& events, const TouchBook& book, const CompanyOptions& options,
                                Progress& progress);

// What the ranking is made of, for whoever wants to look at a pair.
double company_surprise(double expected, unsigned seen);  // s

}  // namespace lockstep
