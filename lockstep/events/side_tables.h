// lockstep/events/side_tables.h
//
// Tables beside the posts: accounts as they were observed, and handles that changed.
#pragma once

#include <vector>

#include "lockstep/events/table_reader.h"

namespace lockstep {

// Handles that changed, before it is known which accounts the posts have.
struct Rename {
  std::string account_id, old_handle, new_handle;
  Timestamp time;
};

Result<void> read_accounts_table(Table& table, const std::vector<BoundColumn>& columns, size_t input, ReadState& state);

// Errors: dates that nothing decides.
Result<void> read_renames_table(Table& table, const std::vector<BoundColumn>& columns, size_t input, ReadState& state,
                                std::vector<Rename>& renames);

// Those of accounts of the table, by (account, time, handles).
std::vector<HandleChange> to_handle_changes(const std::vector<Rename>& renames, const StringPool& accounts);

}  // namespace lockstep
