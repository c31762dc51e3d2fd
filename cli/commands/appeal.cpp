#include "cli/command.h"
#include "cli/commands.h"
#include "cli/review_commands.h"

namespace lockstep::cli {

void add_appeal(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<review::AppealArguments>();
  CLI::App* command = &add_command(
      app, {.name = "appeal",
            .group = "Review",
            .what = "Appeals of a store: list, show, enter one that came by letter, claim, release, decide",
            .more = "Whoever took part in what was decided about a case cannot decide an appeal against it.",
            .examples = "lockstep appeal list --store cases.db --state open\n"
                        "lockstep appeal enter 31 --store cases.db --text \"We are a ferry company\"\n"
                        "lockstep appeal decide 4 --store cases.db --outcome reversed --reasons \"A timetable\""});
  command->add_option("VERB", arguments->verb, "What to do")
      ->required()
      ->check(CLI::IsMember({"list", "show", "enter", "claim", "release", "decide"}));
  command->add_option("SUBJECT", arguments->subject, "The number of an appeal; for enter that of the notice");
  add_store_options(*command, arguments->choice, true);
  command->add_option("--state", arguments->state, "list: only these")->check(CLI::IsMember({"open", "decided"}));
  command->add_option("--text", arguments->text, "enter: what the person says");
  command->add_option("--contact", arguments->contact, "enter: where to answer");
  command->add_option("--outcome", arguments->outcome, "decide")
      ->check(CLI::IsMember({"upheld", "changed", "reversed"}));
  command->add_option("--measure", arguments->measure, "decide, where the outcome is changed")
      ->check(CLI::IsMember({"no_action", "label", "limit_visibility", "suspend", "terminate"}));
  command->add_option("--reasons", arguments->reasons, "decide: the person reads them");
  on_call(*command, session, arguments, &review::Functions::run_appeal);
}

}  // namespace lockstep::cli
