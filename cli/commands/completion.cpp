#include "cli/completion/completion.h"

#include <cstdio>

#include "cli/command.h"
#include "cli/commands.h"

namespace lockstep::cli {
namespace {

std::string completion(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") return bash_completion(app);
  return shell == "zsh" ? zsh_completion(app) : fish_completion(app);
}

}  // namespace

void add_completion(CLI::App& app) {
  CLI::App& command = add_command(
      app,
      {
          .name = "completion",
          .group = "The program itself",
          .what = "Print what a shell needs to complete commands and options",
          .more = "",
          .examples = "# bash, in this shell\nsource <(lockstep completion bash)\n"
                      "# fish, in every shell\nlockstep completion fish > ~/.config/fish/completions/lockstep.fish",
      });
  auto shell = std::make_shared<std::string>();
  command.add_option("SHELL", *shell, "The shell")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command.callback([&app, shell] { std::fputs(completion(app, *shell).c_str(), stdout); });
}

}  // namespace lockstep::cli
