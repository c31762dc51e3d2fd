// lockstep/events/arrange.h
//
// The rows as they were read become the table that is handed out: sorted, rows that are one post merged, filtered by
// what they hold, accounts and terms numbered in an order that does not depend on that of the rows.
#pragma once

#include <vector>

#include "lockstep/events/events.h"

namespace lockstep {

struct Arranged {
  EventTable events;
  std::vector<AccountIndex> account_before;  // the index in `rows` of each account
  uint64_t merged_rows = 0, repeated_post_ids = 0, filtered_rows = 0;
};

// Rows of no_account are left out.
Arranged arrange_events(EventTable rows, const ReadOptions& options);

}  // namespace lockstep
