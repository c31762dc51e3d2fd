#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/session.h"

int main(int argc, char** argv) {
  using namespace lockstep::cli;
  Session session;
  CLI::App app("Lockstep finds accounts that act in concert, and shows the evidence.", "lockstep");
  app.set_version_flag("--version", "lockstep " LOCKSTEP_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--threads", session.threads, "Threads to use (default: all cores); results do not depend on it");
  app.add_flag("--json", session.json, "Print results and errors as JSON");
  app.add_flag("--quiet", session.quiet, "No progress");
  add_inspect(app, session);
  add_pairs(app, session);
  add_simulate(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  return session.status;
}
