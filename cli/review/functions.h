// cli/review/functions.h
//
// What the program takes out of the shared library lockstep_review: what the commands do that work on a store. Store,
// history and server bring libraries (SOCI, SQLite, libsodium, libssl, yaml-cpp, …) whose loading would cost every
// other command milliseconds. Both are built from one tree, so C++ types may pass through; one symbol is looked up.
#pragma once

#include "cli/review/arguments.h"
#include "cli/session.h"
#include "lockstep/base/result.h"

namespace lockstep::cli::review {

struct Functions {
  Result<void> (*run_case)(const Session&, const CaseArguments&);
  Result<void> (*run_appeal)(const Session&, const AppealArguments&);
  Result<void> (*serve)(const Session&, const ServeArguments&);

  Result<void> (*verify)(const Session&, const VerifyArguments&);
  Result<void> (*print_checkpoint)(const Session&, const StoreChoice&);
  Result<void> (*print_key)(const Session&, const StoreChoice&);
  Result<void> (*print_proof)(const Session&, const ProofArguments&);
  Result<void> (*publish)(const Session&, const PublishArguments&);
  Result<void> (*print_history)(const Session&, const HistoryArguments&);
  Result<void> (*erase)(const Session&, const EraseArguments&);

  Result<void> (*check)(const Session&, const StoreArguments&);
  Result<void> (*back_up)(const Session&, const StoreArguments&);
  Result<void> (*restore)(const Session&, const StoreArguments&);
};

inline constexpr const char* entry_symbol = "lockstep_review_functions";

}  // namespace lockstep::cli::review
