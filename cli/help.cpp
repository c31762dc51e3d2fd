#include "cli/help.h"

#include <algorithm>
#include <sstream>

#include "cli/definition.h"

namespace lockstep::cli {
namespace {

constexpr size_t width = 100;
constexpr size_t column = 30;  // where the explanations begin

// Columns that UTF-8 text takes: one a character.
size_t columns(const std::string& text) {
  return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// `text` from `start` on, broken at blanks; the cursor stands at column `at`. A line break in the text stays.
std::string wrapped(const std::string& text, size_t start, size_t at) {
  std::string out;
  std::stringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::stringstream words(line);
    if (!out.empty()) out += '\n' + std::string(start, ' '), at = start;
    for (std::string word; words >> word;) {
      if (at > start && at + 1 + columns(word) > width) out += '\n' + std::string(start, ' '), at = start;
      if (at > start) out += ' ', ++at;
      out += word;
      at += columns(word);
    }
  }
  return out + '\n';
}

// Two columns: a name, and what it is.
std::string row(const std::string& name, const std::string& text) {
  std::string out = "  " + name;
  const size_t end = columns(out);
  out += end + 2 > column ? '\n' + std::string(column, ' ') : std::string(column - end, ' ');
  return out + wrapped(text, column, column);
}

std::string label(const Argument& argument) {
  std::string names;
  for (const std::string& name : argument.names) names += (names.empty() ? "" : ", ") + name;
  if (argument.positional) return names + (argument.repeated ? " ..." : "");
  return argument.value.empty() ? names : names + " " + argument.value;
}

std::string explained(const Argument& argument) {
  std::string text = argument.text;
  if (argument.choices.empty()) return text;
  text += text.empty() ? "one of " : ": ";
  for (const std::string& choice : argument.choices) text += choice + (&choice == &argument.choices.back() ? "" : ", ");
  return text;
}

// One block a group, in the order in which the groups first appear.
std::string argument_groups(const CLI::App& command) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const Argument& argument : arguments(command)) {
    const std::string group = argument.positional ? "Arguments" : argument.group;
    auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& known) { return known.first == group; });
    if (found == groups.end()) found = groups.insert(groups.end(), {group, ""});
    found->second += row(label(argument), explained(argument));
  }
  std::string out;
  for (const auto& [group, rows] : groups) out += "\n" + group + ":\n" + rows;
  return out;
}

std::string command_groups(const CLI::App& app) {
  std::vector<std::string> groups;
  for (const CLI::App* command : commands(app))
    if (std::find(groups.begin(), groups.end(), command->get_group()) == groups.end())
      groups.push_back(command->get_group());
  std::string out;
  for (const std::string& group : groups) {
    out += "\n" + group + ":\n";
    for (const CLI::App* command : commands(app))
      if (command->get_group() == group) out += row(command->get_name(), what(*command));
  }
  return out;
}

std::string examples(const CLI::App& command) {
  if (command.get_footer().empty()) return "";
  std::string out = "\nExamples:\n";
  std::stringstream lines(command.get_footer());
  for (std::string line; std::getline(lines, line);) out += line.empty() ? "\n" : "  " + line + "\n";
  return out;
}

std::string exit_code_rows() {
  std::string out = "\nExit codes:\n";
  for (const ExitCode& known : exit_codes) out += row(std::to_string(known.code), known.meaning);
  return out;
}

}  // namespace

std::string help(const CLI::App& command) {
  std::string out = wrapped(what(command), 0, 0) + "\nUsage: " + usage_line(command) + "\n";
  if (!more(command).empty()) out += "\n" + wrapped(more(command), 0, 0);
  out += command_groups(command) + argument_groups(command) + examples(command);
  if (!command.get_parent()) return out + exit_code_rows();
  if (!commands(command).empty()) out += "\nMore about each: " + full_name(command) + " COMMAND --help";
  return out + "\nOptions of every command, and exit codes: lockstep --help\n";
}

}  // namespace lockstep::cli
