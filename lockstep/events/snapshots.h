// lockstep/events/snapshots.h
//
// What is known of the accounts: from columns beside the posts (the latest row of an account counts) and from tables of
// accounts, which stand above them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/events/event_table.h"
#include "lockstep/sources/layout.h"

namespace lockstep {

// The cells of one row that describe an account; nothing where there is none.
struct AccountCells {
  std::string_view handle, display_name;
  std::optional<Timestamp> created_at;
  std::optional<uint64_t> followers, following;
};

// "120", "120.0"; nothing where it is no count.
std::optional<uint64_t> parse_count(std::string_view text);

AccountCells to_account_cells(std::string_view handle, std::string_view display_name, std::string_view created_at,
                              std::string_view followers, std::string_view following, DateOrder order);

class SnapshotCollector {
 public:
  // Seen at `time` beside a post. Of several at one time the greatest wins, so that the order of rows does not matter.
  void see(AccountIndex account, int64_t time, const AccountCells& cells);
  // From a table of accounts; what it does not say stays as it was seen.
  void declare(std::string_view account_id, const AccountCells& cells);

  bool empty() const { return seen_.empty() && declared_.size() == 0; }
  uint64_t declared_accounts() const { return declared_.size(); }

  // For `accounts`, which are those of the final table; `before[i]` is the index that see() was called with for
  // account i. Empty where nothing is known of any.
  std::vector<std::optional<AccountSnapshot>> finish(const StringPool& accounts,
                                                     const std::vector<AccountIndex>& before) const;

 private:
  struct Seen {
    bool known = false;
    int64_t time = 0;
    AccountSnapshot snapshot;
  };
  std::vector<Seen> seen_;  // by AccountIndex
  StringPool declared_;
  std::vector<AccountSnapshot> declared_snapshots_;
};

}  // namespace lockstep
