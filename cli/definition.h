// cli/definition.h
//
// What was defined, in the form that help, man page and completion want: CLI11 keeps it for parsing.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace lockstep::cli {

struct Argument {
  std::vector<std::string> names;    // "-h", "--help"; of a positional argument its name alone
  std::string value;                 // what stands for its value, "FILE"; empty for a flag
  std::vector<std::string> choices;  // the values that it takes, where they are few and known
  std::string text;
  std::string group;
  bool positional = false, required = false, repeated = false;
};

// Those that are shown: positional ones first, --help last, otherwise in the order of their definition.
std::vector<Argument> arguments(const CLI::App& command);

// Those that are shown, in the order of their definition. A command may have commands of its own: lockstep audit
// verify.
std::vector<const CLI::App*> commands(const CLI::App& app);
std::vector<const CLI::App*> innermost_commands(const CLI::App& app);        // that have none
const CLI::App* find_command(const CLI::App& app, const std::string& name);  // nullptr: there is none

// "lockstep audit verify", or with another character between the names.
std::string full_name(const CLI::App& command, char between = ' ');

// CLI11 writes the values of an IsMember check as "TEXT:{a,b}": a and b.
std::vector<std::string> choices_in(const std::string& type_name);

// The first line of its description, and the rest.
std::string what(const CLI::App& command);
std::string more(const CLI::App& command);

// "lockstep pairs FILE... [options]", "lockstep audit COMMAND [options]"
std::string usage_line(const CLI::App& command);

}  // namespace lockstep::cli
