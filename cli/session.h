// cli/session.h
//
// What every command shares: the options that stand before or after any of them, and how it speaks to the person.
#pragma once

#include <memory>
#include <string>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"

namespace lockstep::cli {

struct Session {
  unsigned threads = 0;  // --threads; 0: all cores
  bool json = false;     // --json: results and errors as JSON on standard output and standard error
  bool quiet = false;    // --quiet: no progress

  int status = 0;  // the exit code, set by the command that ran

  // A bar with rate and time left on a terminal, one line a stage otherwise; ends on Ctrl-C.
  Progress& progress();

  // Prints the error and sets the exit code.
  void fail(const Error& error);

 private:
  std::unique_ptr<Progress> progress_;
};

}  // namespace lockstep::cli
