// server/runs/said.h
//
// What a child process said: its progress, and why it failed.
#pragma once

#include <optional>
#include <string>

#include "server/runs/child.h"
#include "server/runs/runner.h"

namespace lockstep::server {

// A line that --progress-json writes; nothing if it is none.
std::optional<RunProgress> parse_progress(int64_t run_id, const std::string& line);

// The error that the program wrote as JSON; or how it ended, with its last lines.
Error said_error(const ChildEnd& end);

}  // namespace lockstep::server
