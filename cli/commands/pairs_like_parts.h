// cli/commands/pairs_like_parts.h
//
// What the modes of `pairs --like` have in common, and the modes.
#pragma once

#include <string>

#include "cli/commands/pairs_like.h"
#include "lockstep/base/time.h"
#include "lockstep/events/events.h"

namespace lockstep::cli {

Error usage(std::string option, std::string message, std::string hint);

// --time-window, or the tool's own.
Result<Duration> time_window(const LikeArguments& like, Duration tools_own);

// The table in its own order, row by row.
Result<ReadResult> read_as_it_stands(Session& session, const ReadArguments& arguments, FieldSet fields);

// The fields that the tables read have columns for.
FieldSet columns_read(const ReadReport& report);

Result<void> like_coortweet(Session& session, const ReadArguments& arguments, const std::string& trace,
                            const std::string& out, const LikeArguments& like);
Result<void> like_toolkit(Session& session, const ReadArguments& arguments, const std::string& out,
                          const LikeArguments& like);

}  // namespace lockstep::cli
