// cli/store_options.h
//
// Which store a command works on, and who works: an API token's owner, within the token's scopes.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "lockstep/cases/cases.h"

namespace lockstep::cli {

struct StoreChoice {
  std::string store, log_key, token_file;
};

// --store, --log-key; with `acts` also --token-file (else the variable LOCKSTEP_TOKEN).
void add_store_options(CLI::App& command, StoreChoice& choice, bool acts);

Result<std::unique_ptr<cases::Store>> open_store(const StoreChoice& choice);
Result<std::unique_ptr<cases::Store>> open_existing_store(const StoreChoice& choice);  // does not make one

// Error of kind sign_in where there is no token.
Result<cases::Actor> who_acts(cases::Store& store, const StoreChoice& choice);

}  // namespace lockstep::cli
