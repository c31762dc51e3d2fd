// lockstep/events/resolution.h
//
// The grid that all times of a run stand on, and what it means for windows.
#pragma once

#include <optional>
#include <span>

#include "lockstep/base/time.h"
#include "lockstep/events/parse_time.h"

namespace lockstep {

// The coarsest of 1 day, 1 h, 1 min, 1 s, 1 ms and 1 us that all times are multiples of and that may be relied on: what
// was written allows it (10:00 has whole minutes), or so many distinct times stand on it that it cannot be chance.
Duration find_resolution(std::span<const Timestamp> times, TimeCell::Written finest);

// At resolution r two posts are within w of each other if they lie at most floor(w/r) r apart. Nothing where w < r:
// such a window is not run. A window of 0 (the same instant as far as the times tell) always is.
std::optional<Duration> effective_window(Duration window, Duration resolution);

}  // namespace lockstep
