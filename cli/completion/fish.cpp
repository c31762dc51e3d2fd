#include "cli/completion/completion.h"
#include "cli/definition.h"

namespace lockstep::cli {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string option_line(const Argument& argument, const std::string& condition) {
  std::string out = "complete -c lockstep" + condition;
  for (const std::string& name : argument.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!argument.value.empty()) out += " -r";
  if (!argument.choices.empty()) {
    out += " -f -a '";
    for (const std::string& choice : argument.choices) out += choice + ' ';
    out.back() = '\'';
  }
  return out + " -d " + quoted(argument.text) + "\n";
}

std::string option_lines(const CLI::App& command, const std::string& condition) {
  std::string out;
  for (const Argument& argument : arguments(command))
    if (!argument.positional) out += option_line(argument, condition);
  return out;
}

// after: the condition that this command was typed; empty for the program.
std::string lines_of(const CLI::App& app, const std::string& after) {
  std::string names, out;
  for (const CLI::App* command : commands(app)) names += " " + command->get_name();
  const std::string none_yet =
      after.empty() ? "__fish_use_subcommand" : after + "; and not __fish_seen_subcommand_from" + names;
  for (const CLI::App* command : commands(app)) {
    const std::string seen =
        (after.empty() ? "" : after + "; and ") + "__fish_seen_subcommand_from " + command->get_name();
    out += "complete -c lockstep -n '" + none_yet + "' -f -a " + command->get_name() + " -d " + quoted(what(*command)) +
           "\n" + option_lines(*command, " -n '" + seen + "'") + lines_of(*command, seen);
  }
  return out;
}

}  // namespace

std::string fish_completion(const CLI::App& app) {
  return "# fish completion of lockstep, made by: lockstep completion fish\n" + option_lines(app, "") +
         lines_of(app, "");
}

}  // namespace lockstep::cli
