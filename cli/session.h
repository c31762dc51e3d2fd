// cli/session.h
//
// What every command shares: the options that stand before or after any of them, and how it speaks to the person.
#pragma once

#include <memory>

#include "cli/stage_progress.h"
#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"

namespace lockstep::cli {

struct Session {
  unsigned threads = 0;        // --threads; 0: all cores
  bool json = false;           // --json: results and errors as JSON on standard output and standard error
  bool quiet = false;          // --quiet: no progress
  bool progress_json = false;  // --progress-json: for programs

  int status = 0;  // the exit code, set by the command that ran

  // On a terminal a line with rate and time left, otherwise one line a stage. From the first call on, Ctrl-C and
  // SIGTERM ask the work to stop; a second one ends the program at once.
  Progress& progress();

  // Prints the error and sets the exit code.
  void fail(const Error& error);

  // Ends the progress line, and fails if standard output could not take what was written.
  void finish();

 private:
  std::unique_ptr<StageProgress> progress_;
};

}  // namespace lockstep::cli
