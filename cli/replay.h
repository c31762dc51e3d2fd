// cli/replay.h
//
// lockstep detect --replay run.json: the run once more, into a folder of its own, and what differs.
#pragma once

#include "cli/detect_options.h"

namespace lockstep::cli {

// Sets the exit code 1 where something differs. Tables that `arguments` name are read instead of the run's.
Result<void> replay(Session& session, const DetectArguments& arguments);

}  // namespace lockstep::cli
