#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>

#include "cli/aligned_rows.h"
#include "cli/review/commands.h"
#include "cli/review/open_store.h"
#include "lockstep/ledger/ledger.h"

namespace lockstep::cli::review {
namespace {

using cases::Actor;
using cases::Json;
using cases::Store;

Error usage(std::string message, std::string hint = {}) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

Result<int64_t> case_of(const CaseArguments& arguments) {
  if (const auto id = from_decimal<int64_t>(arguments.subject); id && *id > 0) return *id;
  return usage(fmt::format("\"{}\" is not the number of a case", arguments.subject), "lockstep case list shows them");
}

void print(const Json& json) { fmt::print("{}\n", json.dump(2)); }

Result<void> list(Store& store, const Actor& actor, const Session& session, const CaseArguments& arguments) {
  cases::CaseQuery query{.sort = arguments.sort, .limit = arguments.limit};
  if (!arguments.state.empty()) query.state = arguments.state;
  auto page = cases::list_cases(store, actor, query);
  if (!page) return page.error();
  if (session.json) {
    print(*page);
    return {};
  }
  AlignedRows rows;
  rows.add({"case", "state", "class", "accounts", "seen", "by chance", "claimed by"});
  for (const cases::CaseRow& row : page->cases)
    rows.add({std::to_string(row.case_id), row.state, row.network_class, std::to_string(row.members),
              fmt::format("{:.3g}", row.seen), fmt::format("{:.2g}", row.expected), row.claimed_by_name.value_or("")});
  fmt::print("{}{} of {} cases\n", rows.text("", {0, 3, 4, 5}), page->cases.size(), page->total);
  return {};
}

Result<cases::MemberPage> all_members(Store& store, const Actor& actor, int64_t case_id) {
  auto all = cases::list_members(store, actor, case_id, {.limit = 1000});
  while (all && all->next_cursor) {
    auto more = cases::list_members(store, actor, case_id, {.cursor = *all->next_cursor, .limit = 1000});
    if (!more) return more.error();
    std::ranges::move(more->members, std::back_inserter(all->members));
    all->next_cursor = more->next_cursor;
  }
  return all;
}

Result<void> show(Store& store, const Actor& actor, const Session& session, const CaseArguments& arguments) {
  const auto id = case_of(arguments);
  if (!id) return id.error();
  auto detail = cases::show_case(store, actor, *id);
  if (!detail) return detail.error();
  const auto members = all_members(store, actor, *id);
  if (!members) return members.error();
  auto decisions = cases::list_decisions(store, actor, *id);
  if (!decisions) return decisions.error();
  if (session.json) {
    print({{"case", *detail}, {"members", *members}, {"decisions", *decisions}});
    return {};
  }
  const cases::CaseRow& row = detail->summary;
  fmt::print("Case {} · {} · {}\n{}\nSeen {:.3g} times, by chance {:.2g}; q = {:.2g}\n", row.case_id, row.title,
             row.state, for_the_terminal(row.sentence), row.seen, row.expected, row.q_value);
  for (const std::string& missing : detail->what_is_missing) fmt::print("Missing: {}\n", missing);
  AlignedRows rows;
  rows.add({"account", "confidence", "occasions", "kept", "measure", "reason"});
  for (const cases::Member& member : members->members)
    rows.add({member.account_id, fmt::format("{:.3f}", member.confidence), std::to_string(member.occasions),
              member.kept ? "yes" : "no", member.measure.value_or(""), member.reason});
  fmt::print("{}", rows.text("  ", {1, 2}));
  for (const cases::Decision& decision : *decisions) {
    fmt::print("Decision {} · {} · {} by {}: {}\n", decision.decision_id, decision.state, decision.measure,
               for_the_terminal(decision.proposed_by_name), for_the_terminal(decision.reasons));
    for (const cases::Opinion& opinion : decision.opinions)
      fmt::print("  {} {}: {}\n", for_the_terminal(opinion.name), opinion.agrees ? "agrees" : "dissents",
                 for_the_terminal(opinion.reasons));
  }
  return {};
}

// "manipulation" or "manipulation@3"; without a version the newest in use.
Result<void> name_policy(Store& store, const Actor& actor, const std::string& text, cases::NewDecision& decision) {
  if (text.empty()) return {};
  const size_t at = text.find('@');
  decision.policy_id = text.substr(0, at);
  if (at != std::string::npos) {
    const auto version = from_decimal<int64_t>(text.substr(at + 1));
    if (!version) return usage(fmt::format("\"{}\" is not a policy and its version", text), "as manipulation@3");
    decision.policy_version = *version;
    return {};
  }
  auto policies = cases::list_policies(store, actor);
  if (!policies) return policies.error();
  for (const cases::Policy& policy : *policies)
    if (policy.policy_id == decision.policy_id && policy.active) decision.policy_version = policy.version;
  if (decision.policy_version > 0) return {};
  std::vector<std::string> in_use;
  for (const cases::Policy& policy : *policies)
    if (policy.active) in_use.push_back(policy.policy_id);
  return usage(fmt::format("--policy: no policy \"{}\" is in use", text),
               in_use.empty() ? "an administrator writes policies in the console"
                              : fmt::format("in use: {}", fmt::join(in_use, ", ")));
}

Result<void> decide(Store& store, const Actor& actor, const Session& session, const CaseArguments& arguments) {
  const auto id = case_of(arguments);
  if (!id) return id.error();
  cases::NewDecision wanted{.measure = arguments.measure, .reasons = arguments.reasons};
  if (auto named = name_policy(store, actor, arguments.policy, wanted); !named) return named.error();
  for (const std::string& text : arguments.except) {
    const size_t at = text.rfind('=');
    if (at == std::string::npos) return usage(fmt::format("\"{}\" is not ACCOUNT=MEASURE", text));
    wanted.members.push_back({text.substr(0, at), text.substr(at + 1)});
  }
  if (arguments.preview) {
    auto effect = cases::preview_decision(store, actor, *id, wanted);
    if (!effect) return effect.error();
    print(*effect);
    return {};
  }
  auto decision = cases::decide(store, actor, *id, wanted);
  if (!decision) return decision.error();
  if (session.json) {
    print(*decision);
  } else {
    fmt::print("Decision {} is {}. {} accounts, {} notices.\n", decision->decision_id,
               decision->state == "proposed" ? "proposed; a second person must agree" : "in force",
               decision->effect.accounts, decision->state == "proposed" ? 0 : decision->effect.notices);
  }
  return {};
}

Result<void> note(Store& store, const Actor& actor, const Session& session, const CaseArguments& arguments) {
  const auto id = case_of(arguments);
  if (!id) return id.error();
  auto note = cases::add_note(store, actor, *id, arguments.text);
  if (!note) return note.error();
  if (session.json)
    print(*note);
  else
    fmt::print("Note {} stands in case {}.\n", note->note_id, *id);
  return {};
}

// Who can write to the store may fill it; without a token the history says that the program did.
Result<void> import(Store& store, const Session& session, const CaseArguments& arguments) {
  Actor actor{.handle = "the program", .roles = cases::Roles(cases::Role::analyst)};
  if (!arguments.choice.token_file.empty() || std::getenv("LOCKSTEP_TOKEN")) {
    auto owner = who_acts(store, arguments.choice);
    if (!owner) return owner.error();
    actor = *owner;
  }
  auto summary = cases::import_result(store, actor, arguments.subject, {.all_classes = arguments.all_classes});
  if (!summary) return summary.error();
  if (session.json)
    print(*summary);
  else
    fmt::print("{} new cases, {} extended, {} as they were.\n", summary->new_cases, summary->extended_cases,
               summary->unchanged_cases);
  return {};
}

}  // namespace

Result<void> run_case(const Session& session, const CaseArguments& arguments) {
  if (arguments.verb == "import" && arguments.subject.empty())
    return usage("import: the folder of a result is missing", "lockstep case import FOLDER");
  auto store = arguments.verb == "import" ? open_store(arguments.choice) : open_existing_store(arguments.choice);
  if (!store) return store.error();
  if (arguments.verb == "import") return import(**store, session, arguments);
  auto actor = who_acts(**store, arguments.choice);
  if (!actor) return actor.error();
  if (arguments.verb == "list") return list(**store, *actor, session, arguments);
  if (arguments.verb == "show") return show(**store, *actor, session, arguments);
  if (arguments.verb == "decide") return decide(**store, *actor, session, arguments);
  return note(**store, *actor, session, arguments);
}

}  // namespace lockstep::cli::review
