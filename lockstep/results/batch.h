// lockstep/results/batch.h
#pragma once

#include <algorithm>
#include <cstdint>

#include "lockstep/events/events.h"

namespace lockstep {

// Posts behind pairs that are held at once, at about 50 bytes each: half of the events, so that neither memory nor the
// number of passes over all touches grows faster than the table.
inline uint64_t batch_rows(const EventTable& events) { return std::max<uint64_t>(1 << 18, events.size() / 2); }

}  // namespace lockstep
