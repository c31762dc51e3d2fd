// server/runs/run_options.h
//
// Options of `lockstep detect` that a run may have. Only those named here pass: the others read or write files of their
// own choice (--out, --replay, --pseudonyms …) or are the server's to set (--threads, --json).
#pragma once

#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "server/runs/run_paths.h"

namespace lockstep::server {

enum class RunCommand { detect, inspect };

// As typed: {"--window", "10s"} or {"--window=10s"}. Files among them are resolved. What comes back is "--name=value",
// so that no value can be taken for an option.
Result<std::vector<std::string>> check_run_options(const std::vector<std::string>& typed, const RunPaths& paths,
                                                   RunCommand command);

}  // namespace lockstep::server
