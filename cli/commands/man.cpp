#include <cstdio>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/definition.h"
#include "cli/man_page.h"
#include "cli/usage_error.h"

namespace lockstep::cli {

void add_man(CLI::App& app, Session& session) {
  CLI::App& command = add_command(app, {
                                           .name = "man",
                                           .group = "The program itself",
                                           .what = "Print the manual page, of the program or of one command",
                                           .more = "",
                                           .examples = "lockstep man | man -l -\nlockstep man man | man -l -",
                                       });
  auto asked = std::make_shared<std::vector<std::string>>();
  command.add_option("COMMAND", *asked, "The command; left out: the whole program")->expected(0, 2);
  command.callback([&app, &session, asked] {
    const CLI::App* about = &app;
    for (const std::string& name : *asked) {
      const CLI::App* inner = find_command(*about, name);
      if (!inner) return session.fail(unknown_command(*about, name));
      about = inner;
    }
    std::fputs(man_page(*about).c_str(), stdout);
  });
}

}  // namespace lockstep::cli
