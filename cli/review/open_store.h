// cli/review/open_store.h
//
// The store that a command works on, and who works.
#pragma once

#include <memory>

#include "cli/review/arguments.h"
#include "lockstep/cases/cases.h"

namespace lockstep::cli::review {

Result<std::unique_ptr<cases::Store>> open_store(const StoreChoice& choice);
Result<std::unique_ptr<cases::Store>> open_existing_store(const StoreChoice& choice);  // does not make one

// Error of kind sign_in where there is no token.
Result<cases::Actor> who_acts(cases::Store& store, const StoreChoice& choice);

}  // namespace lockstep::cli::review
