// lockstep/events/settle_times.h
//
// After all tables were read: what their times left open is decided (see time_column.h).
#pragma once

#include "lockstep/events/table_reader.h"

namespace lockstep {

// Errors: dates that nothing decides, or that contradict each other. Rows whose number cannot be a time become
// no_account and are counted as bad.
Result<void> settle_times(std::vector<PendingTimes>& tables, ReadState& state);

}  // namespace lockstep
