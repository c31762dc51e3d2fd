// cli/command.h
//
// How a command is defined: once, with its help and its examples. Help, man page and shell completion are made from it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace lockstep::cli {

struct CommandText {
  std::string name;
  std::string group;     // its heading in `lockstep --help`
  std::string what;      // one line
  std::string more{};    // further paragraphs in its own help; may be empty
  std::string examples;  // lines: "# what it is for", then the command as one types it
};

inline CLI::App& add_command(CLI::App& app, const CommandText& text) {
  CLI::App& command = *app.add_subcommand(text.name, text.more.empty() ? text.what : text.what + "\n\n" + text.more);
  command.group(text.group);
  command.footer(text.examples);
  return command;
}

}  // namespace lockstep::cli
