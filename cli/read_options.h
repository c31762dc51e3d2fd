// cli/read_options.h
//
// The options of every command that reads tables.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/session.h"
#include "lockstep/events/events.h"

namespace lockstep::cli {

// As typed.
struct ReadArguments {
  std::vector<std::string> paths;
  std::string map, mapping, layout, date_order;
  std::string since, until;
  std::vector<std::string> only_hashtags, only_urls, only_accounts, only_languages, only_kinds;
  std::string accounts, renames;
  std::string max_bad_rows = "10%";
};

// Adds FILE… and the options. Some commands have options of the same name with another meaning (--accounts of
// `simulate`): they do not read tables.
void add_read_options(CLI::App& command, ReadArguments& arguments);

// Errors: what makes no sense, with the option's name.
Result<ReadOptions> to_read_options(const ReadArguments& arguments, const Session& session);

// The paths and options as one types them, quoted for a shell, to be put behind "lockstep detect".
std::string to_command_line(const ReadArguments& arguments);

}  // namespace lockstep::cli
