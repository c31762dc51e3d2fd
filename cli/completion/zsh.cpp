#include "cli/completion/completion.h"
#include "cli/definition.h"

namespace lockstep::cli {
namespace {

// Inside '…[text]…': quotes, brackets and colons mean something to _arguments.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// ':FILE:_files' or ':TRACE:(co-link co-text)'
std::string value(const Argument& argument) {
  if (argument.value.empty()) return "";
  std::string out = ":" + escaped(argument.value) + ":";
  if (argument.choices.empty()) return out + "_files";
  out += '(';
  for (const std::string& choice : argument.choices) out += choice + ' ';
  out.back() = ')';
  return out;
}

std::string specifications(const CLI::App& command) {
  std::string out;
  for (const Argument& argument : arguments(command)) {
    if (argument.positional) continue;
    for (const std::string& name : argument.names)
      out += " \\\n        '" + std::string(argument.repeated ? "*" : "") + name + "[" + escaped(argument.text) + "]" +
             value(argument) + "'";
  }
  return out;
}

}  // namespace

std::string zsh_completion(const CLI::App& app) {
  std::string names, cases;
  for (const CLI::App* command : commands(app)) {
    names += "    '" + command->get_name() + ":" + escaped(what(*command)) + "'\n";
    cases += "    " + command->get_name() + ")\n      _arguments" + specifications(*command) + specifications(app) +
             " \\\n        '*:file:_files' ;;\n";
  }
  return "#compdef lockstep\n"
         "# zsh completion of lockstep, made by: lockstep completion zsh\n"
         "_lockstep() {\n"
         "  local line state\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  _arguments -C '1:command:->command' '*::argument:->argument'" +
         specifications(app) +
         "\n"
         "  [[ $state == command ]] && _describe command commands\n"
         "  [[ $state == argument ]] || return\n"
         "  case $line[1] in\n" +
         cases +
         "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _lockstep ]]; then _lockstep \"$@\"; else compdef _lockstep lockstep; fi\n";
}

}  // namespace lockstep::cli
