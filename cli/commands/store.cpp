#include "cli/command.h"
#include "cli/commands.h"
#include "cli/review_commands.h"

namespace lockstep::cli {
namespace {

CLI::App& add_part(CLI::App& store, review::StoreArguments& arguments, const CommandText& text) {
  CLI::App& command = add_command(store, text);
  add_store_options(command, arguments.store, false);
  return command;
}

}  // namespace

void add_store(CLI::App& app, Session& session) {
  CLI::App& store = add_command(app, {.name = "store",
                                      .group = "Review",
                                      .what = "Look after a store: check it, copy it, make one from a copy",
                                      .examples = "lockstep store check --store cases.db\n"
                                                  "lockstep store backup monday.db --store cases.db"});
  store.require_subcommand(1);
  auto arguments = std::make_shared<review::StoreArguments>();
  CLI::App& all =
      add_part(store, *arguments,
               {.name = "check",
                .group = "Commands",
                .what = "Read all of it: is the database whole, the history, and the tree that proofs are made from?",
                .examples = "lockstep store check --store cases.db"});
  on_call(all, session, arguments, &review::Functions::check);
  CLI::App& backup = add_part(
      store, *arguments,
      {.name = "backup",
       .group = "Commands",
       .what = "Copy one state of the store into a file, while others go on working",
       .more =
           "The file is an SQLite database that opens as a store by itself, also where the store lies in PostgreSQL. "
           "It holds everything but the key that signs the history.",
       .examples = "lockstep store backup monday.db --store postgresql://lockstep@db.example/cases"});
  backup.add_option("FILE", arguments->file, "A new file")->required();
  on_call(backup, session, arguments, &review::Functions::back_up);
  CLI::App& from = add_part(store, *arguments,
                            {.name = "restore",
                             .group = "Commands",
                             .what = "Make a store from a backup, and verify its history",
                             .more = "Also the way from SQLite to PostgreSQL. Where there is work in a store already, "
                                     "nothing is restored.",
                             .examples = "lockstep store restore monday.db --store cases.db --log-key cases.key"});
  from.add_option("FILE", arguments->file, "What lockstep store backup wrote")->required();
  on_call(from, session, arguments, &review::Functions::restore);
}

}  // namespace lockstep::cli
