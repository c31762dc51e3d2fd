#include <fmt/format.h>

#include <cstdio>

#include "cli/aligned_rows.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/store_options.h"
#include "lockstep/ledger/ledger.h"

namespace lockstep::cli {
namespace {

using cases::Actor;
using cases::Json;
using cases::Store;

struct Arguments {
  StoreChoice choice;
  std::string verb, subject, state, text, contact, outcome, measure, reasons;
};

Result<int64_t> number_of(const Arguments& arguments, std::string_view what) {
  if (const auto id = from_decimal<int64_t>(arguments.subject); id && *id > 0) return *id;
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is not the number of {}", arguments.subject, what)};
}

void print(const Session& session, const cases::Appeal& appeal) {
  if (session.json) {
    fmt::print("{}\n", Json(appeal).dump(2));
    return;
  }
  fmt::print("Appeal {} · case {} · account {} · {}\n{}\n", appeal.appeal_id, appeal.case_id, appeal.account_id,
             appeal.state, appeal.text);
  if (appeal.outcome) fmt::print("Outcome: {}. {}\n", *appeal.outcome, appeal.reasons.value_or(""));
  for (const std::string& reason : appeal.why_not) fmt::print("You cannot decide it: {}\n", reason);
}

Result<void> list(Store& store, const Actor& actor, const Session& session, const Arguments& arguments) {
  std::optional<std::string> state;
  if (!arguments.state.empty()) state = arguments.state;
  auto appeals = cases::list_appeals(store, actor, state);
  if (!appeals) return appeals.error();
  if (session.json) {
    fmt::print("{}\n", Json(*appeals).dump(2));
    return {};
  }
  AlignedRows rows;
  rows.add({"appeal", "state", "case", "account", "measure", "outcome", "yours"});
  for (const cases::Appeal& appeal : *appeals)
    rows.add({std::to_string(appeal.appeal_id), appeal.state, std::to_string(appeal.case_id), appeal.account_id,
              appeal.measure, appeal.outcome.value_or(""), appeal.may_decide ? "yes" : "no"});
  fmt::print("{}", rows.text("", {0, 2}));
  return {};
}

Result<cases::Appeal> one_appeal(Store& store, const Actor& actor, const Arguments& arguments) {
  const auto id = number_of(arguments, arguments.verb == "enter" ? "a notice" : "an appeal");
  if (!id) return id.error();
  if (arguments.verb == "enter")
    return cases::enter_appeal(store, actor, *id, {.text = arguments.text, .contact = arguments.contact});
  if (arguments.verb == "show") return cases::show_appeal(store, actor, *id);
  if (arguments.verb == "claim") return cases::claim_appeal(store, actor, *id);
  cases::AppealOutcome outcome{.outcome = arguments.outcome, .reasons = arguments.reasons};
  if (!arguments.measure.empty()) outcome.measure = arguments.measure;
  return cases::decide_appeal(store, actor, *id, outcome);
}

Result<void> run(const Session& session, const Arguments& arguments) {
  auto store = open_store(arguments.choice);
  if (!store) return store.error();
  auto actor = who_acts(**store, arguments.choice);
  if (!actor) return actor.error();
  if (arguments.verb == "list") return list(**store, *actor, session, arguments);
  auto appeal = one_appeal(**store, *actor, arguments);
  if (!appeal) return appeal.error();
  print(session, *appeal);
  return {};
}

}  // namespace

void add_appeal(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = &add_command(
      app, {.name = "appeal",
            .group = "Review",
            .what = "Appeals of a store: list, show, enter one that came by letter, claim, decide",
            .more = "Whoever took part in what was decided about a case cannot decide an appeal against it.",
            .examples = "lockstep appeal list --store cases.db --state open\n"
                        "lockstep appeal enter 31 --store cases.db --text \"We are a ferry company\"\n"
                        "lockstep appeal decide 4 --store cases.db --outcome reversed --reasons \"A timetable\""});
  command->add_option("VERB", arguments->verb, "What to do")
      ->required()
      ->check(CLI::IsMember({"list", "show", "enter", "claim", "decide"}));
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
  command->callback([&session, arguments] {
    if (const Result<void> done = run(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
