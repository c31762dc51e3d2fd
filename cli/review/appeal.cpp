#include <fmt/format.h>

#include <cstdio>

#include "cli/aligned_rows.h"
#include "cli/review/commands.h"
#include "cli/review/open_store.h"
#include "lockstep/ledger/ledger.h"

namespace lockstep::cli::review {
namespace {

using cases::Actor;
using cases::Json;
using cases::Store;

Result<int64_t> number_of(const AppealArguments& arguments, std::string_view what) {
  if (const auto id = from_decimal<int64_t>(arguments.subject); id && *id > 0) return *id;
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is not the number of {}", arguments.subject, what)};
}

// Set in, so that no line of theirs looks like one of ours.
std::string set_in(const std::string& text) {
  std::string lines = "  ";
  for (char c : for_the_terminal(text)) {
    lines += c;
    if (c == '\n') lines += "  ";
  }
  return lines;
}

void print(const Session& session, const cases::Appeal& appeal) {
  if (session.json) {
    fmt::print("{}\n", Json(appeal).dump(2));
    return;
  }
  fmt::print("Appeal {} · case {} · account {} · {}\n{}\n", appeal.appeal_id, appeal.case_id,
             for_the_terminal(appeal.account_id), appeal.state, set_in(appeal.text));
  if (!appeal.contact.empty()) fmt::print("Where to answer: {}\n", for_the_terminal(appeal.contact));
  if (appeal.outcome)
    fmt::print("Outcome: {}, {} holds. {}\n", *appeal.outcome, appeal.new_measure.value_or("no_action"),
               for_the_terminal(appeal.reasons.value_or("")));
  for (const std::string& reason : appeal.why_not) fmt::print("You cannot decide it: {}\n", for_the_terminal(reason));
}

Result<void> list(Store& store, const Actor& actor, const Session& session, const AppealArguments& arguments) {
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

Result<cases::Appeal> one_appeal(Store& store, const Actor& actor, const AppealArguments& arguments) {
  const auto id = number_of(arguments, arguments.verb == "enter" ? "a notice" : "an appeal");
  if (!id) return id.error();
  if (arguments.verb == "enter")
    return cases::enter_appeal(store, actor, *id, {.text = arguments.text, .contact = arguments.contact});
  if (arguments.verb == "show") return cases::show_appeal(store, actor, *id);
  if (arguments.verb == "claim") return cases::claim_appeal(store, actor, *id);
  if (arguments.verb == "release") return cases::release_appeal(store, actor, *id);
  cases::AppealOutcome outcome{.outcome = arguments.outcome, .reasons = arguments.reasons};
  if (!arguments.measure.empty()) outcome.measure = arguments.measure;
  return cases::decide_appeal(store, actor, *id, outcome);
}

}  // namespace

Result<void> run_appeal(const Session& session, const AppealArguments& arguments) {
  auto store = open_existing_store(arguments.choice);
  if (!store) return store.error();
  auto actor = who_acts(**store, arguments.choice);
  if (!actor) return actor.error();
  if (arguments.verb == "list") return list(**store, *actor, session, arguments);
  auto appeal = one_appeal(**store, *actor, arguments);
  if (!appeal) return appeal.error();
  print(session, *appeal);
  return {};
}

}  // namespace lockstep::cli::review
