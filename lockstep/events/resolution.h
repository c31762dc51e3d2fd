// lockstep/events/resolution.h
//
// The grid that all times of a run stand on.
#pragma once

#include <optional>
#include <span>

#include "lockstep/base/time.h"
#include "lockstep/events/parse_time.h"

namespace lockstep {

// The coarsest of 24, 12, 6 and 1 h, 30, 15, 10, 5 and 1 min, 1 s, 1 ms and 1 us that all times are multiples of and
// that may be relied on: what was written allows it (10:00 has whole minutes), or so many distinct times stand on it
// that it cannot be chance.
Duration find_resolution(std::span<const Timestamp> times, TimeCell::Written finest);

}  // namespace lockstep
