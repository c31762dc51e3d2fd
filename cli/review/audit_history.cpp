#include <fmt/format.h>

#include <chrono>

#include "cli/aligned_rows.h"
#include "cli/review/commands.h"
#include "cli/review/open_store.h"
#include "lockstep/base/time.h"

namespace lockstep::cli::review {
Result<void> print_history(const Session& session, const HistoryArguments& arguments) {
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
  const auto erased =
      cases::erase_account(**store, *actor, {.account_id = arguments.account_id, .reasons = arguments.reasons});
  if (!erased) return erased.error();
  if (session.json)
    fmt::print("{}\n", cases::Json{{"entries", *erased}}.dump());
  else
    fmt::print("erased, with the text of {} in the history; that it was erased is an entry of its own\n",
               *erased == 1 ? "1 entry" : fmt::format("{} entries", *erased));
  return {};
}

}  // namespace lockstep::cli::review
