#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/commands/audit_parts.h"

namespace lockstep::cli {

void add_audit(CLI::App& app, Session& session) {
  CLI::App& command = add_command(
      app,
      {.name = "audit",
       .group = "Review",
       .what = "The history of a store: verify it, prove it to others, read it, erase a person from it",
       .more = "Whatever is done in a store leaves an entry in its history: who, when, what and why. The history is a "
               "Merkle log in public formats (RFC 6962; C2SP tlog-tiles, tlog-checkpoint and signed-note), so "
               "others can check it with programs of their own.",
       .examples = "lockstep audit verify --store cases.db\n"
                   "lockstep audit checkpoint --store cases.db > kept-elsewhere.txt"});
  command.require_subcommand(1);
  add_audit_verify(command, session);
  add_audit_checkpoint(command, session);
  add_audit_key(command, session);
  add_audit_proof(command, session);
  add_audit_publish(command, session);
  add_audit_list(command, session);
  add_audit_erase(command, session);
}

}  // namespace lockstep::cli
