// cli/commands.h
//
// One function a command; each stands in a file of its own under commands/. It adds the command with its options, its
// help and its examples to the application: help, man page and shell completion are all made from that.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.h"

namespace lockstep::cli {

void add_inspect(CLI::App& app, Session& session);
void add_pairs(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);

}  // namespace lockstep::cli
