#include "cli/command.h"
#include "cli/commands.h"
#include "cli/review_commands.h"

namespace lockstep::cli {

void add_case(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<review::CaseArguments>();
  CLI::App* command = &add_command(
      app, {.name = "case",
            .group = "Review",
            .what = "Cases of a store: make them of a result, list, show, decide, write notes",
            .more = "The same rules as in the console: who acts is the owner of an API token, within its scopes. "
                    "import makes cases of the networks that a result nominates.",
            .examples = "lockstep case import result --store cases.db\n"
                        "lockstep case list --store cases.db --state open\n"
                        "lockstep case show 12 --store cases.db\n"
                        "lockstep case decide 12 --store cases.db --measure suspend --policy manipulation --reasons "
                        "\"The same posts within seconds\" --preview"});
  command->add_option("VERB", arguments->verb, "What to do")
      ->required()
      ->check(CLI::IsMember({"list", "show", "decide", "note", "import"}));
  command->add_option("SUBJECT", arguments->subject, "The number of a case; for import the folder of a result");
  add_store_options(*command, arguments->choice, true);
  command->add_option("--state", arguments->state, "list: only these; waiting is all that is not decided")
      ->check(CLI::IsMember({"waiting", "open", "proposed", "held", "decided", "in_review"}));
  command->add_option("--sort", arguments->sort, "list: the order (default: priority)")
      ->check(CLI::IsMember({"priority", "age", "deadline", "size", "updated"}));
  command->add_option("--limit", arguments->limit, "list: at most so many (default: 50)")->check(CLI::Range(1, 200));
  command->add_option("--text", arguments->text, "note: what it says; @handle mentions a colleague");
  command->add_option("--measure", arguments->measure, "decide: for every member that was kept")
      ->check(CLI::IsMember({"no_action", "label", "limit_visibility", "suspend", "terminate", "hold"}));
  command->add_option("--except", arguments->except, "decide: ACCOUNT=MEASURE; may be repeated");
  command->add_option("--policy", arguments->policy, "decide: POLICY or POLICY@VERSION");
  command->add_option("--reasons", arguments->reasons, "decide: they go into the notice");
  command->add_flag("--preview", arguments->preview, "decide: say what would happen, and do nothing");
  command->add_flag("--all-classes", arguments->all_classes, "import: also networks that are only shown");
  on_call(*command, session, arguments, &review::Functions::run_case);
}

}  // namespace lockstep::cli
