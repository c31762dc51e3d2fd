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
  auto asked = std::make_shared<std::string>();
  command.add_option("COMMAND", *asked, "The command; left out: the whole program");
  command.callback([&app, &session, asked] {
    const CLI::App* about = asked->empty() ? &app : find_command(app, *asked);
    if (!about) return session.fail(unknown_command(app, *asked));
    std::fputs(man_page(*about).c_str(), stdout);
  });
}

}  // namespace lockstep::cli
