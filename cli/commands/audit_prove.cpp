#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/store_options.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  StoreChoice store;
  int64_t index = 0;
};

Result<void> print_checkpoint(const StoreChoice& arguments) {
  auto store = open_existing_store(arguments);
  if (!store) return store.error();
  const auto checkpoint = cases::latest_checkpoint(**store);
  if (!checkpoint) return checkpoint.error();
  fmt::print("{}", *checkpoint);
  return {};
}

Result<void> print_key(const StoreChoice& arguments) {
  auto store = open_existing_store(arguments);
  if (!store) return store.error();
  fmt::print("{}\n", (*store)->verifier_key());
  return {};
}

// C2SP tlog-proof: all that somebody needs to check offline that an entry is in the log.
Result<void> print_proof(const Session& session, const Arguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto actor = who_acts(**store, arguments.store);
  if (!actor) return actor.error();
  const auto proof = cases::prove_inclusion(**store, *actor, arguments.index);
  if (!proof) return proof.error();
  if (session.json) {
    fmt::print("{}\n", cases::Json(*proof).dump(2));
    return {};
  }
  fmt::print("c2sp.org/tlog-proof@v1\nindex {}\n", proof->index);
  for (const std::string& hash : proof->hashes) fmt::print("{}\n", hash);
  fmt::print("\n{}", proof->checkpoint);
  return {};
}

struct PublishArguments {
  StoreChoice store;
  std::string folder;
};

Result<void> publish(const PublishArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto size = cases::publish_history(**store, arguments.folder);
  if (!size) return size.error();
  fmt::print("{}: the hashes of {} entries, and the checkpoint that signs them\n", arguments.folder, *size);
  return {};
}

}  // namespace

void add_audit_checkpoint(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<StoreChoice>();
  CLI::App& command = add_command(
      audit, {.name = "checkpoint",
              .group = "Commands",
              .what = "Print the latest signed checkpoint: what the history is now, to be kept elsewhere",
              .more = "Whoever keeps it (another person, a mailbox, a newspaper) can show later that the history was "
                      "rewritten, even by someone who holds the signing key.",
              .examples = "lockstep audit checkpoint --store cases.db | mail -s checkpoint auditor@press.example"});
  add_store_options(command, *arguments, false);
  command.callback([&session, arguments] {
    if (const Result<void> done = print_checkpoint(*arguments); !done) session.fail(done.error());
  });
}

void add_audit_key(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<StoreChoice>();
  CLI::App& command = add_command(audit, {.name = "key",
                                          .group = "Commands",
                                          .what = "Print the public key that checkpoints are verified with",
                                          .examples = "lockstep audit key --store cases.db"});
  add_store_options(command, *arguments, false);
  command.callback([&session, arguments] {
    if (const Result<void> done = print_key(*arguments); !done) session.fail(done.error());
  });
}

void add_audit_proof(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = add_command(
      audit, {.name = "proof",
              .group = "Commands",
              .what = "Print the proof that an entry is in the history, with the checkpoint that it leads to",
              .more = "In the format C2SP tlog-proof; with --json also the hash of the entry itself.",
              .examples = "lockstep audit proof 17 --store cases.db > entry17.tlog-proof"});
  command.add_option("INDEX", arguments->index, "The entry's number; the first is 0")->required();
  add_store_options(command, arguments->store, true);
  command.callback([&session, arguments] {
    if (const Result<void> done = print_proof(session, *arguments); !done) session.fail(done.error());
  });
}

void add_audit_publish(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<PublishArguments>();
  CLI::App& command = add_command(
      audit,
      {.name = "publish",
       .group = "Commands",
       .what = "Write the log as files that anybody can check it with (C2SP tlog-tiles)",
       .more = "Hashes, sealed records and the checkpoint: they tell that something was done, not what. Run it again "
               "to bring the folder up to date; any web server can serve it.",
       .examples = "lockstep audit publish /srv/www/lockstep-log --store cases.db"});
  command.add_option("FOLDER", arguments->folder, "Where; it is made where there is none")->required();
  add_store_options(command, arguments->store, false);
  command.callback([&session, arguments] {
    if (const Result<void> done = publish(*arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
