// lockstep/networks/draw_network.h
//
// A network drawn into a stream: accounts of the stream, with what they touched anyway, and occasions of their own. By
// finding such networks, or not, a run says what it could have found.
#pragma once

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

// Of a stream, and what they touched of its objects that two of them or more did; both ascending.
struct DrawnAccounts {
  std::vector<AccountIndex> accounts;
  std::vector<TouchIndex> touches;
};

// Of those that touched anything. Nothing where the stream has fewer.
std::optional<DrawnAccounts> draw_accounts(const TouchBook& stream, unsigned count, Rng& rng);

struct DrawnPlan {
  unsigned occasions;
  Duration jitter, resolution;  // at even times within the jitter, as the grid of the stream's times has them
  std::pair<Timestamp, Timestamp> within;  // at an even time of which each occasion begins
};
inline constexpr double drawn_participation = .6;  // by each account, on each occasion

// The drawn accounts, numbered from 0, with the objects that they shared anyway; then each occasion to which two came
// or more, on an object and in a context of its own.
struct DrawnNetwork {
  TouchBook book;
  std::vector<ObjectIndex> objects = {};  // of those that they shared anyway: its number in the stream
};
DrawnNetwork draw_network(const TouchBook& stream, const DrawnAccounts& drawn, const DrawnPlan& plan, Rng& rng);

}  // namespace lockstep
