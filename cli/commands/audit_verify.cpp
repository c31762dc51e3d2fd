#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/review_commands.h"

namespace lockstep::cli {

void add_audit_verify(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::VerifyArguments>();
  CLI::App& command = add_command(
      audit,
      {.name = "verify",
       .group = "Commands",
       .what = "Check the whole history against its signed checkpoints; name the first entry that is not right",
       .more = "Entries cut from the end together with their checkpoints, and a history rewritten by whoever holds "
               "the signing key, show only against a checkpoint that was kept elsewhere.",
       .examples = "lockstep audit verify --store cases.db\n"
                   "lockstep audit verify --store cases.db --checkpoint kept-elsewhere.txt\n"
                   "# without the key that signs, on a copy\n"
                   "lockstep audit verify --store copy.db --key 'lockstep+5c4a1f0e+AbCd…'"});
  add_store_options(command, arguments->store, false);
  command.add_option("--checkpoint", arguments->checkpoint, "A checkpoint that was kept elsewhere")
      ->option_text("FILE");
  command.add_option("--key", arguments->key, "Verify with this key, as lockstep audit key prints it")
      ->option_text("KEY");
  on_call(command, session, arguments, &review::Functions::verify);
}

}  // namespace lockstep::cli
