#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/store_options.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  StoreChoice store;
  std::string file;
};

Result<void> check(const Session& session, const Arguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto findings = cases::check_store(**store);
  if (!findings) return findings.error();
  cases::Json all = cases::Json::array();
  std::string wrong;
  for (const cases::Finding& finding : *findings) {
    all.push_back({{"part", finding.part}, {"state", finding.state}, {"whole", finding.whole}});
    if (!session.json) fmt::print("{}: {}\n", finding.part, finding.state);
    if (!finding.whole) wrong += (wrong.empty() ? "" : " and ") + finding.part;
  }
  if (session.json) fmt::print("{}\n", all.dump(2));
  if (wrong.empty()) return {};
  return Error{ErrorKind::input, "not whole: " + wrong, (*store)->url(),
               "keep it as it is for whoever looks into it; restore the last backup that is whole"};
}

Result<void> back_up(const Arguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto copied = cases::back_up(**store, arguments.file);
  if (!copied) return copied.error();
  fmt::print("{}: {}, with {} entries of the history\n", arguments.file, counted(uint64_t(copied->rows), "row"),
             grouped(uint64_t(copied->entries)));
  fmt::print("  the key that signs the history is not in it: keep a copy of its file elsewhere\n");
  return {};
}

Result<void> restore(const Arguments& arguments) {
  const auto copied = cases::restore(arguments.file, arguments.store.store);
  if (!copied) return copied.error();
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto verified = cases::verify_history(**store);
  if (!verified) return verified.error();
  if (verified->first_bad)
    return Error{ErrorKind::input, verified->what, (*store)->url(),
                 "the backup was not whole, or its history is signed by another key"};
  fmt::print("{}: {}, with {} entries of the history, which verifies\n", (*store)->url(),
             counted(uint64_t(copied->rows), "row"), grouped(uint64_t(copied->entries)));
  return {};
}

CLI::App& add_part(CLI::App& store, Arguments& arguments, const CommandText& text) {
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
  auto arguments = std::make_shared<Arguments>();
  add_part(store, *arguments,
           {.name = "check",
            .group = "Commands",
            .what = "Read all of it: is the database whole, the history, and the tree that proofs are made from?",
            .examples = "lockstep store check --store cases.db"})
      .callback([&session, arguments] {
        if (const Result<void> done = check(session, *arguments); !done) session.fail(done.error());
      });
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
  backup.callback([&session, arguments] {
    if (const Result<void> done = back_up(*arguments); !done) session.fail(done.error());
  });
  CLI::App& from = add_part(store, *arguments,
                            {.name = "restore",
                             .group = "Commands",
                             .what = "Make a store from a backup, and verify its history",
                             .more = "Also the way from SQLite to PostgreSQL. Where there is work in a store already, "
                                     "nothing is restored.",
                             .examples = "lockstep store restore monday.db --store cases.db --log-key cases.key"});
  from.add_option("FILE", arguments->file, "What lockstep store backup wrote")->required();
  from.callback([&session, arguments] {
    if (const Result<void> done = restore(*arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
