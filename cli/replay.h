// cli/replay.h
//
// lockstep detect --replay run.json: the run once more, into a folder of its own, and what differs.
#pragma once

#include "cli/detect_options.h"

namespace lockstep::cli {

// The tables and options of the run whose run.json (or folder) this is. Errors: not one; one with pseudonyms.
Result<DetectArguments> arguments_of_run(const std::string& path);

// Sets the exit code 1 where something differs. Tables that `arguments` name are read instead of the run's.
Result<void> replay(Session& session, const DetectArguments& arguments);

}  // namespace lockstep::cli
