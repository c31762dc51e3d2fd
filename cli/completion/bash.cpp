#include "cli/completion/completion.h"
#include "cli/definition.h"

namespace lockstep::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const Argument& argument : arguments(command))
    if (!argument.positional) names.push_back(argument.names.back());
  return joined(names);
}

// What may stand after an option: its choices, a file for anything else that takes a value.
std::string values(const CLI::App& command, const std::string& of) {
  std::string out;
  for (const Argument& argument : arguments(command)) {
    if (argument.positional || argument.value.empty()) continue;
    for (const std::string& name : argument.names)
      out += "    " + of + "," + name + ") words=\"" + joined(argument.choices) + "\" ;;\n";
  }
  return out;
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  std::string names, options, all_values = values(app, "*");
  for (const CLI::App* command : commands(app)) {
    names += (names.empty() ? "" : " ") + command->get_name();
    options += "    " + command->get_name() + ") options+=\" " + option_names(*command) + "\" ;;\n";
    all_values += values(*command, command->get_name());
  }
  return "# bash completion of lockstep, made by: lockstep completion bash\n"
         "_lockstep() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= w\n"
         "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \" " +
         names +
         " \" in *\" $w \"*) command=$w; break ;; esac\n"
         "  done\n"
         "  COMPREPLY=()\n"
         "  case $command,$before in\n" +
         all_values +
         "    *)\n"
         "      local options=\"" +
         option_names(app) +
         "\"\n"
         "      case $command in\n" +
         options +
         "      esac\n"
         "      if [[ $word == -* ]]; then words=$options\n"
         "      elif [[ -z $command ]]; then words=\"" +
         names +
         "\"\n"
         "      fi ;;\n"
         "  esac\n"
         "  [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
         "}\n"
         "complete -o default -F _lockstep lockstep\n";
}

}  // namespace lockstep::cli
