#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/review_commands.h"

namespace lockstep::cli {

void add_audit_list(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::HistoryArguments>();
  CLI::App& command =
      add_command(audit, {.name = "list",
                          .group = "Commands",
                          .what = "Read the history, the newest first",
                          .more = "All of it is for auditors; a case's own for everybody who may read it.",
                          .examples = "lockstep audit list --store cases.db\n"
                                      "lockstep audit list --store cases.db --case 12"});
  command.add_option("--case", arguments->case_id, "Only of this case")->option_text("N");
  command.add_option("--act", arguments->act, "Only acts of this name, such as decision.proposed")->option_text("ACT");
  command.add_option("--limit", arguments->limit, "How many (default: 50, at most 500)")->option_text("N");
  add_store_options(command, arguments->store, true);
  on_call(command, session, arguments, &review::Functions::print_history);
}

void add_audit_erase(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<review::EraseArguments>();
  CLI::App& command = add_command(
      audit, {.name = "erase",
              .group = "Commands",
              .what = "Erase what is known of an account: posts, names, and what the history says of it",
              .more = "For administrators. The entries stay, without their text, and the history still verifies. That "
                      "and why it was done is an entry of its own. There is no way back, except from a backup.",
              .examples = "lockstep audit erase --account 1234 --reasons 'asked for it on 3 May' --store cases.db"});
  command.add_option("--account", arguments->account_id, "The account's id")->option_text("ID")->required();
  command.add_option("--reasons", arguments->reasons, "Why, without naming the person")
      ->option_text("TEXT")
      ->required();
  add_store_options(command, arguments->store, true);
  on_call(command, session, arguments, &review::Functions::erase);
}

}  // namespace lockstep::cli
