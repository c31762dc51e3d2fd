#include <fmt/format.h>

#include <chrono>

#include "cli/aligned_rows.h"
#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/store_options.h"
#include "lockstep/base/time.h"

namespace lockstep::cli {
namespace {

struct ListArguments {
  StoreChoice store;
  std::optional<int64_t> case_id;
  std::optional<std::string> act;
  int64_t limit = 50;
};

struct EraseArguments {
  StoreChoice store;
  cases::Erasure erasure;
};

Result<void> print_history(const Session& session, const ListArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto actor = who_acts(**store, arguments.store);
  if (!actor) return actor.error();
  cases::HistoryQuery query;
  query.case_id = arguments.case_id;
  query.act = arguments.act;
  query.limit = arguments.limit;
  const auto page = cases::list_history(**store, *actor, query);
  if (!page) return page.error();
  if (session.json) {
    fmt::print("{}\n", cases::Json(*page).dump(2));
    return {};
  }
  AlignedRows rows;
  rows.add({"entry", "time", "who", "act", "case", "what"});
  for (const cases::HistoryRow& row : page->entries)
    rows.add({std::to_string(row.index), format_time(Timestamp(std::chrono::seconds(row.time))), row.name, row.act,
              row.case_id ? std::to_string(*row.case_id) : "",
              row.payload.is_null() ? "(erased)" : row.payload.dump()});
  fmt::print("{}", rows.text("", {0, 4}));
  return {};
}

Result<void> erase(const Session& session, const EraseArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto actor = who_acts(**store, arguments.store);
  if (!actor) return actor.error();
  const auto erased = cases::erase_account(**store, *actor, arguments.erasure);
  if (!erased) return erased.error();
  if (session.json)
    fmt::print("{}\n", cases::Json{{"entries", *erased}}.dump());
  else
    fmt::print("erased, with the text of {} in the history; that it was erased is an entry of its own\n",
               *erased == 1 ? "1 entry" : fmt::format("{} entries", *erased));
  return {};
}

}  // namespace

void add_audit_list(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<ListArguments>();
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
  command.callback([&session, arguments] {
    if (const Result<void> done = print_history(session, *arguments); !done) session.fail(done.error());
  });
}

void add_audit_erase(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<EraseArguments>();
  CLI::App& command = add_command(
      audit, {.name = "erase",
              .group = "Commands",
              .what = "Erase what is known of an account: posts, names, and what the history says of it",
              .more = "For administrators. The entries stay, without their text, and the history still verifies. That "
                      "and why it was done is an entry of its own. There is no way back, except from a backup.",
              .examples = "lockstep audit erase --account 1234 --reasons 'asked for it on 3 May' --store cases.db"});
  command.add_option("--account", arguments->erasure.account_id, "The account's id")->option_text("ID")->required();
  command.add_option("--reasons", arguments->erasure.reasons, "Why, without naming the person")
      ->option_text("TEXT")
      ->required();
  add_store_options(command, arguments->store, true);
  command.callback([&session, arguments] {
    if (const Result<void> done = erase(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
