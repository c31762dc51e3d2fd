#include "cli/definition.h"

#include <algorithm>
#include <sstream>

namespace lockstep::cli {
namespace {

Argument argument(const CLI::Option& option) {
  Argument made;
  made.positional = option.get_positional();
  made.required = option.get_required();
  made.repeated = option.get_expected_max() > 1;
  made.group = option.get_group();
  made.text = option.get_description();
  if (!option.get_default_str().empty()) made.text += " (default: " + option.get_default_str() + ")";
  for (const std::string& name : option.get_snames()) made.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) made.names.push_back("--" + name);
  if (made.positional) made.names = {option.get_name(true)};
  if (option.get_type_size() == 0) return made;
  made.choices = choices_in(option.get_type_name());
  made.value = option.get_option_text().empty() ? option.get_type_name() : option.get_option_text();
  made.value = made.value.substr(0, made.value.find(':'));
  return made;
}

size_t end_of_first_line(const std::string& text) { return std::min(text.find('\n'), text.size()); }

}  // namespace

std::vector<std::string> choices_in(const std::string& type_name) {
  std::vector<std::string> choices;
  const size_t open = type_name.find('{');
  if (open == std::string::npos) return choices;
  std::stringstream inside(type_name.substr(open + 1, type_name.find('}') - open - 1));
  for (std::string choice; std::getline(inside, choice, ',');) choices.push_back(choice);
  return choices;
}

std::vector<Argument> arguments(const CLI::App& command) {
  std::vector<const CLI::Option*> options = command.get_options();
  std::stable_sort(options.begin(), options.end(), [&](const CLI::Option* a, const CLI::Option* b) {
    const auto rank = [&](const CLI::Option* o) {
      return o == command.get_help_ptr() ? 2 : o->get_positional() ? 0 : 1;
    };
    return rank(a) < rank(b);
  });
  std::vector<Argument> found;
  for (const CLI::Option* option : options)
    if (!option->get_group().empty()) found.push_back(argument(*option));
  return found;
}

std::vector<const CLI::App*> commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

std::vector<const CLI::App*> innermost_commands(const CLI::App& app) {
  std::vector<const CLI::App*> found;
  for (const CLI::App* command : commands(app)) {
    const std::vector<const CLI::App*> inside = innermost_commands(*command);
    found.insert(found.end(), inside.begin(), inside.end());
    if (inside.empty()) found.push_back(command);
  }
  return found;
}

const CLI::App* find_command(const CLI::App& app, const std::string& name) {
  for (const CLI::App* command : commands(app))
    if (command->get_name() == name) return command;
  return nullptr;
}

std::string full_name(const CLI::App& command, char between) {
  if (!command.get_parent()) return command.get_name();
  return full_name(*command.get_parent(), between) + between + command.get_name();
}

std::string what(const CLI::App& command) {
  const std::string text = command.get_description();
  return text.substr(0, end_of_first_line(text));
}

std::string more(const CLI::App& command) {
  const std::string text = command.get_description();
  const size_t start = text.find_first_not_of('\n', end_of_first_line(text));
  return start == std::string::npos ? "" : text.substr(start);
}

std::string usage_line(const CLI::App& command) {
  std::string line = full_name(command);
  if (!commands(command).empty()) return line + " COMMAND [options]";
  for (const Argument& argument : arguments(command)) {
    if (!argument.positional) continue;
    const std::string name = argument.names[0] + (argument.repeated ? "..." : "");
    line += argument.required ? " " + name : " [" + name + "]";
  }
  return line + " [options]";
}

}  // namespace lockstep::cli
