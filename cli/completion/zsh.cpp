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

// A function for a program or command that has commands: one word says which, the rest is for that one.
std::string function_of(const CLI::App& app, const std::string& name, const std::string& shared) {
  std::string names, cases, inner;
  for (const CLI::App* command : commands(app)) {
    names += "    '" + command->get_name() + ":" + escaped(what(*command)) + "'\n";
    cases += "    " + command->get_name() + ")\n      ";
    if (commands(*command).empty()) {
      cases += "_arguments" + specifications(*command) + shared + " \\\n        '*:file:_files' ;;\n";
    } else {
      cases += name + "_" + command->get_name() + " ;;\n";
      inner += function_of(*command, name + "_" + command->get_name(), shared);
    }
  }
  return inner + name +
         "() {\n"
         "  local line state\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  _arguments -C '1:command:->command' '*::argument:->argument'" +
         shared +
         "\n"
         "  [[ $state == command ]] && _describe command commands\n"
         "  [[ $state == argument ]] || return\n"
         "  case $line[1] in\n" +
         cases +
         "  esac\n"
         "}\n";
}

}  // namespace

std::string zsh_completion(const CLI::App& app) {
  return "#compdef lockstep\n"
         "# zsh completion of lockstep, made by: lockstep completion zsh\n" +
         function_of(app, "_lockstep", specifications(app)) +
         "if [[ $funcstack[1] == _lockstep ]]; then _lockstep \"$@\"; else compdef _lockstep lockstep; fi\n";
}

}  // namespace lockstep::cli
