// cli/usage_error.h
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "lockstep/base/error.h"

namespace lockstep::cli {

// What CLI11 found wrong with the command line, as one of our errors: which option, the offending text, what to do.
Error usage_error(const CLI::App& app, const CLI::ParseError& error);

Error unknown_command(const CLI::App& app, const std::string& asked);

}  // namespace lockstep::cli
