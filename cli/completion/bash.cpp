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

struct Parts {
  std::string paths;   // " detect audit audit/verify": every command
  std::string cases;   // which options and which commands may follow it
  std::string values;  // what may follow its options
};

void collect(const CLI::App& app, const std::string& path, Parts& parts) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands(app)) names.push_back(command->get_name());
  parts.cases += "    '" + path + "') names=\"" + joined(names) + "\"" +
                 (path.empty() ? "" : " options+=\" " + option_names(app) + "\"") + " ;;\n";
  if (!path.empty()) parts.paths += " " + path, parts.values += values(app, path);
  for (const CLI::App* command : commands(app))
    collect(*command, (path.empty() ? "" : path + "/") + command->get_name(), parts);
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  Parts parts;
  collect(app, "", parts);
  return "# bash completion of lockstep, made by: lockstep completion bash\n"
         "_lockstep() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= w\n"
         "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"" +
         parts.paths +
         " \" in *\" ${command:+$command/}$w \"*) command=${command:+$command/}$w ;; esac\n"
         "  done\n"
         "  COMPREPLY=()\n"
         "  case $command,$before in\n" +
         values(app, "*") + parts.values +
         "    *)\n"
         "      local options=\"" +
         option_names(app) +
         "\" names=\n"
         "      case $command in\n" +
         parts.cases +
         "      esac\n"
         "      if [[ $word == -* ]]; then words=$options; else words=$names; fi ;;\n"
         "  esac\n"
         "  [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
         "}\n"
         "complete -o default -F _lockstep lockstep\n";
}

}  // namespace lockstep::cli
