// cli/completion/completion.h
//
// What the three shells want to know to complete a command line. A file name is offered wherever nothing better is
// known.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace lockstep::cli {

std::string bash_completion(const CLI::App& app);
std::string zsh_completion(const CLI::App& app);
std::string fish_completion(const CLI::App& app);

}  // namespace lockstep::cli
