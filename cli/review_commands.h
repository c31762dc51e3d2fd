// cli/review_commands.h
//
// How a command that works on a store is defined: its options here, what it does in the shared library lockstep_review
// (cli/review/functions.h), which is loaded when such a command runs.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/review/functions.h"

namespace lockstep::cli {

// Loaded once. Error of kind file where the program has no such library.
const Result<const review::Functions*>& review_functions();

// --store, --log-key; with `acts` also --token-file (else the variable LOCKSTEP_TOKEN).
void add_store_options(CLI::App& command, review::StoreChoice& choice, bool acts);

template <typename Arguments>
void on_call(CLI::App& command, Session& session, std::shared_ptr<Arguments> arguments,
             Result<void> (*review::Functions::*what)(const Session&, const Arguments&)) {
  command.callback([&session, arguments = std::move(arguments), what] {
    const auto& functions = review_functions();
    const Result<void> done = functions ? ((*functions)->*what)(session, *arguments) : functions.error();
    if (!done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
