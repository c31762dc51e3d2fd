#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/review_commands.h"

namespace lockstep::cli {

void add_audit_checkpoint(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::StoreChoice>();
  CLI::App& command = add_command(
      audit, {.name = "checkpoint",
              .group = "Commands",
              .what = "Print the latest signed checkpoint: what the history is now, to be kept elsewhere",
              .more = "Whoever keeps it (another person, a mailbox, a newspaper) can show later that the history was "
                      "rewritten, even by someone who holds the signing key.",
              .examples = "lockstep audit checkpoint --store cases.db | mail -s checkpoint auditor@press.example"});
  add_store_options(command, *arguments, false);
  on_call(command, session, arguments, &review::Functions::print_checkpoint);
}

void add_audit_key(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::StoreChoice>();
  CLI::App& command = add_command(audit, {.name = "key",
                                          .group = "Commands",
                                          .what = "Print the public key that checkpoints are verified with",
                                          .examples = "lockstep audit key --store cases.db"});
  add_store_options(command, *arguments, false);
  on_call(command, session, arguments, &review::Functions::print_key);
}

void add_audit_proof(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::ProofArguments>();
  CLI::App& command = add_command(
      audit, {.name = "proof",
              .group = "Commands",
              .what = "Print the proof that an entry is in the history, with the checkpoint that it leads to",
              .more = "In the format C2SP tlog-proof; with --json also the hash of the entry itself.",
              .examples = "lockstep audit proof 17 --store cases.db > entry17.tlog-proof"});
  command.add_option("INDEX", arguments->index, "The entry's number; the first is 0")->required();
  add_store_options(command, arguments->store, true);
  on_call(command, session, arguments, &review::Functions::print_proof);
}

void add_audit_publish(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::PublishArguments>();
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
  on_call(command, session, arguments, &review::Functions::publish);
}

}  // namespace lockstep::cli
