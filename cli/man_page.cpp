#include "cli/man_page.h"

#include <algorithm>
#include <sstream>

#include "cli/definition.h"
#include "cli/help.h"

namespace lockstep::cli {
namespace {

// Backslashes and dashes are letters; a line that begins with a dot or an apostrophe is text.
std::string escaped(const std::string& text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    line_begins = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::toupper(c)); });
  return text;
}

std::string paragraphs(const std::string& text) {
  std::string out;
  std::stringstream lines(text);
  for (std::string line; std::getline(lines, line);) out += line.empty() ? ".PP\n" : escaped(line) + "\n";
  return out;
}

std::string option_entry(const Argument& argument) {
  std::string out = ".TP\n";
  for (const std::string& name : argument.names)
    out += (&name == argument.names.data() ? "" : ", ") + ("\\fB" + escaped(name) + "\\fR");
  if (!argument.value.empty() && !argument.positional) out += " \\fI" + escaped(argument.value) + "\\fR";
  out += "\n" + paragraphs(argument.text.empty() ? argument.value : argument.text);
  if (argument.choices.empty()) return out;
  out += "One of:";
  for (const std::string& choice : argument.choices)
    out += (&choice == argument.choices.data() ? " " : ", ") + escaped(choice);
  return out + ".\n";
}

std::string options(const CLI::App& command) {
  std::string out;
  for (const Argument& argument : arguments(command)) out += option_entry(argument);
  return out;
}

std::string examples(const CLI::App& command) {
  return command.get_footer().empty() ? "" : ".EX\n" + escaped(command.get_footer()) + "\n.EE\n";
}

std::string command_sections(const CLI::App& app) {
  std::string out = ".SH COMMANDS\n";
  for (const CLI::App* command : innermost_commands(app)) {
    out += ".SS " + escaped(usage_line(*command)) + "\n" + paragraphs(command->get_description()) + options(*command);
    if (!command->get_footer().empty()) out += ".PP\nExamples:\n" + examples(*command);
  }
  return out;
}

std::string exit_status() {
  std::string out = ".SH EXIT STATUS\n";
  for (const ExitCode& known : exit_codes)
    out += ".TP\n" + std::to_string(known.code) + "\n" + escaped(known.meaning) + "\n";
  return out;
}

}  // namespace

std::string man_page(const CLI::App& command) {
  std::string out = ".TH " + upper(escaped(full_name(command, '-'))) +
                    " 1 \"\" \"lockstep " LOCKSTEP_VERSION "\" \"User Commands\"\n";
  out += ".SH NAME\n" + escaped(full_name(command, '-')) + " \\- " + escaped(what(command)) + "\n";
  out += ".SH SYNOPSIS\n.B " + escaped(usage_line(command)) + "\n";
  if (!more(command).empty()) out += ".SH DESCRIPTION\n" + paragraphs(more(command));
  out += ".SH OPTIONS\n" + options(command);
  if (!commands(command).empty()) out += command_sections(command);
  if (!command.get_footer().empty()) out += ".SH EXAMPLES\n" + examples(command);
  out += exit_status();
  if (!command.get_parent()) return out;
  return out + ".SH SEE ALSO\n.BR " + escaped(full_name(*command.get_parent(), '-')) + " (1)\n";
}

}  // namespace lockstep::cli
