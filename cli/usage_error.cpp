#include "cli/usage_error.h"

#include "cli/definition.h"
#include "lockstep/base/nearest.h"

namespace lockstep::cli {
namespace {

const CLI::App& innermost(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().back();
  return *command;
}

std::string see_help(const CLI::App& command) { return "see: " + full_name(command) + " --help"; }

std::string did_you_mean(std::string_view asked, const std::vector<std::string>& names, const CLI::App& command) {
  const std::vector<std::string> near = nearest_names(asked, names, 1);
  return near.empty() ? see_help(command) : "did you mean " + near[0] + "?";
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* app = &command; app; app = app->get_parent())
    for (const Argument& argument : arguments(*app))
      if (!argument.positional) names.insert(names.end(), argument.names.begin(), argument.names.end());
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands(app)) names.push_back(command->get_name());
  return names;
}

Error not_expected(const std::string& text, const CLI::App& app) {
  const CLI::App& command = innermost(app);
  if (text.starts_with("-")) {
    const std::string name = text.substr(0, text.find('='));
    return {ErrorKind::usage, "\"" + name + "\" is not an option", "",
            did_you_mean(name, option_names(command), command)};
  }
  if (!commands(command).empty()) return unknown_command(command, text);
  return {ErrorKind::usage, "\"" + text + "\" is one argument too many", "", "usage: " + usage_line(command)};
}

// "--threads: Value 0 not in range 1 to 8", as CLI11 writes it, in our two parts.
Error at_option(const std::string& text, const std::string& separator, const CLI::App& command) {
  const size_t end = text.find(separator);
  if (end == std::string::npos) return {ErrorKind::usage, text, "", see_help(command)};
  return {ErrorKind::usage, text.substr(end + separator.size()), text.substr(0, end), see_help(command)};
}

// "Could not convert: --threads = many"
Error not_converted(const std::string& text, const CLI::App& command) {
  Error error = at_option(text.substr(text.find(": ") + 2), " = ", command);
  if (!error.where.empty()) error.message = "\"" + error.message + "\" is not a number";
  return error;
}

// "SHELL: bsh not in {bash,zsh,fish}"
Error not_valid(const std::string& text, const CLI::App& command) {
  Error error = at_option(text, ": ", command);
  const size_t end = error.message.find(" not in {");
  if (end == std::string::npos) return error;
  const std::string value = error.message.substr(0, end);
  const std::vector<std::string> choices = choices_in(error.message);
  error.message = "\"" + value + "\" is not one of " + quoted_choice(choices);
  error.hint = did_you_mean(value, choices, command);
  return error;
}

template <class Kind>
bool is(const CLI::ParseError& error) {
  return dynamic_cast<const Kind*>(&error) != nullptr;
}

}  // namespace

Error unknown_command(const CLI::App& app, const std::string& asked) {
  return {ErrorKind::usage, "\"" + asked + "\" is not a command", "", did_you_mean(asked, command_names(app), app)};
}

Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = innermost(app);
  const std::vector<std::string> rest = app.remaining(true);
  const std::string text = error.what();
  const bool required = is<CLI::RequiredError>(error);
  const bool has_commands = !commands(command).empty();
  if (!rest.empty() && (is<CLI::ExtrasError>(error) || has_commands)) return not_expected(rest.front(), app);
  if (has_commands && required) return {ErrorKind::usage, "no command was given", "", see_help(command)};
  if (required) return {ErrorKind::usage, text, "", "usage: " + usage_line(command)};
  if (is<CLI::ConversionError>(error)) return not_converted(text, command);
  if (is<CLI::ValidationError>(error)) return not_valid(text, command);
  Error other = at_option(text, ": ", command);
  if (!is<CLI::ArgumentMismatch>(error)) return other;
  if (text.ends_with("missing")) other.message = "a value is missing";
  if (text.find("At Most") != std::string::npos) other.message = "is given more than once";
  return other;
}

}  // namespace lockstep::cli
