// cli/man_page.h
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace lockstep::cli {

// The page of the program with all of its commands, or of one command, in the language of man(7).
std::string man_page(const CLI::App& command);

}  // namespace lockstep::cli
