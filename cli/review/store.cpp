#include <fmt/format.h>

#include "cli/review/commands.h"
#include "cli/review/open_store.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli::review {
Result<void> check(const Session& session, const StoreArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto findings = cases::check_store(**store);
  if (!findings) return findings.error();
  cases::Json all = cases::Json::array();
  std::string wrong;
  for (const cases::Finding& finding : *findings) {
    all.push_back({{"part", finding.part}, {"state", finding.state}, {"whole", finding.whole}});
    if (!session.json) fmt::print("{}: {}\n", finding.part, finding.state);
    if (!finding.whole) wrong += (wrong.empty() ? "" : " and ") + finding.part;
  }
  if (session.json) fmt::print("{}\n", all.dump(2));
  if (wrong.empty()) return {};
  return Error{ErrorKind::input, "not whole: " + wrong, (*store)->url(),
               "keep it as it is for whoever looks into it; restore the last backup that is whole"};
}

Result<void> back_up(const Session&, const StoreArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto copied = cases::back_up(**store, arguments.file);
  if (!copied) return copied.error();
  fmt::print("{}: {}, with {} entries of the history\n", arguments.file, counted(uint64_t(copied->rows), "row"),
             grouped(uint64_t(copied->entries)));
  fmt::print("  the key that signs the history is not in it: keep a copy of its file elsewhere\n");
  return {};
}

Result<void> restore(const Session&, const StoreArguments& arguments) {
  const auto copied = cases::restore(arguments.file, arguments.store.store, arguments.store.log_key);
  if (!copied) return copied.error();
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto verified = cases::verify_history(**store);
  if (!verified) return verified.error();
  if (verified->first_bad)
    return Error{ErrorKind::input, verified->what, (*store)->url(),
                 "the backup was not whole, or its history is signed by another key"};
  fmt::print("{}: {}, with {} entries of the history, which verifies\n", (*store)->url(),
             counted(uint64_t(copied->rows), "row"), grouped(uint64_t(copied->entries)));
  return {};
}

}  // namespace lockstep::cli::review
