// cli/help.h
//
// What --help prints, for the program and for each command.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace lockstep::cli {

std::string help(const CLI::App& command);

struct ExitCode {
  int code;
  const char* meaning;
};
inline constexpr ExitCode exit_codes[] = {
    {0, "done"},
    {1, "a replay left other files than the run did; or a fault in the program itself"},
    {2, "options or settings that make no sense"},
    {3, "data that cannot be used"},
    {4, "a file is missing, unreadable, or cannot be written"},
    {5, "something exists already that must not be overwritten"},
    {6, "a limit was reached: memory, size, or too many bad rows"},
    {7, "this person may not do it"},
    {8, "there is no such case, appeal, person …"},
    {9, "nobody is signed in: no API token, or a wrong one"},
    {130, "stopped by the user"},
};

}  // namespace lockstep::cli
