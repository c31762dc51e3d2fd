// cli/commands.h
//
// One function a command; each stands in a file of its own under commands/ and adds the command with its options, its
// help and its examples (cli/command.h). main.cpp calls them in the order in which the help lists them.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.h"

namespace lockstep::cli {

void add_detect(CLI::App& app, Session& session);
void add_inspect(CLI::App& app, Session& session);
void add_pairs(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_evaluate(CLI::App& app, Session& session);
void add_case(CLI::App& app, Session& session);
void add_appeal(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);
void add_audit(CLI::App& app, Session& session);
void add_store(CLI::App& app, Session& session);
void add_man(CLI::App& app, Session& session);
void add_completion(CLI::App& app);

}  // namespace lockstep::cli
