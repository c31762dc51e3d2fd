#include "cli/session.h"

#include <cstdio>
#include <string>

#include "cli/terminal_progress.h"

namespace lockstep::cli {

Progress& Session::progress() {
  if (quiet) return no_progress();
  if (!progress_) progress_ = make_terminal_progress();
  return *progress_;
}

void Session::fail(const Error& error) {
  std::fprintf(stderr, "lockstep: %s\n", to_string(error).c_str());
  status = exit_code(error.kind);
}

}  // namespace lockstep::cli
