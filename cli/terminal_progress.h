// cli/terminal_progress.h
//
// Progress on standard error.
#pragma once

#include <memory>

#include "lockstep/base/progress.h"

namespace lockstep::cli {

// On a terminal a line that is redrawn, with rate and time left; otherwise a line a stage. cancelled() after SIGINT or
// SIGTERM; a second signal ends the program at once.
std::unique_ptr<Progress> make_terminal_progress();

}  // namespace lockstep::cli
