// lockstep/events/events.h
//
// Rows to events: times parsed, lists split, rows that are one post merged, filters applied; every row that cannot be
// used is counted and sampled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/events/event_table.h"
#include "lockstep/events/read_report.h"
#include "lockstep/events/resolution.h"
#include "lockstep/sources/sources.h"

namespace lockstep {

struct EventFilter {
  std::optional<Timestamp> since, until;   // since <= time < until
  std::vector<std::string> only_hashtags;  // without #, any case; any of them
  std::vector<std::string> only_urls;      // glob over the URL as given
  std::vector<std::string> only_accounts;  // glob over the account id
  std::vector<std::string> only_languages;
  std::vector<EventKind> only_kinds;
};

enum class EventOrder : uint8_t {
  canonical,  // by time, account, post id, kind, values: any order of rows gives the same table
  as_read,    // the order of the rows, for modes whose answer depends on it
  any,        // whichever costs least, of events and of terms, for answers that depend on neither
};

struct ReadOptions {
  SourceOptions source;
  std::optional<Layout> layout;  // instead of detecting it
  DateOrder date_order = DateOrder::unknown;
  FieldSet fields = FieldSet::all();  // what the caller will look at; account_id and time are always read. Without
                                      // Field::kind every event is a post
  EventFilter filter;
  EventOrder order = EventOrder::canonical;
  bool values_apart = false;      // the caller looks at each value on its own, so that rows of one post need no merging
                                  // where no column tells what kind of act it is and nothing is filtered by values
  bool merge_rows = true;         // rows that agree in post, account and time are one post with several values; reads
                                  // the post ids, asked for or not
  bool keep_empty_items = false;  // a list separated by blanks is separated by single ones (ListStyle::single_blanks)
  double max_bad_rows = 0.10;     // share above which reading stops; over 1: not even where none is left
  unsigned bad_row_samples = 5;   // for each kind
  std::string accounts_path, renames_path;  // tables beside the posts; empty: none
  unsigned threads = 0;
};

struct ReadResult {
  EventTable events;
  ReadReport report;
};

// Errors: what cannot be opened or is no known table, dates that nothing decides, too many bad rows, no post left.
Result<ReadResult> read_events(const std::vector<std::string>& paths, const ReadOptions& options, Progress& progress);

// What is still wanted of the values once most questions have been asked.
struct WantedValues {
  FieldSet of_all;
  std::vector<bool> shown;  // of each event: whether it keeps its post id, and the fields below
  FieldSet of_shown;
};

// Forgets all other values, and the texts that nothing refers to any more. Terms are numbered anew in their order, and
// cannot be looked up any longer.
void forget_all_but(const WantedValues& wanted, EventTable& events);

// An instant as a person writes it for an option: any form that a table may have, epoch numbers of nine digits or more.
Result<Timestamp> parse_instant(std::string_view text, std::string_view option);

// At resolution r two posts are within w of each other if they lie at most floor(w/r) r apart. Nothing where w < r:
// such a window is not run. A window of 0 (the same instant as far as the times tell) always is.
std::optional<Duration> effective_window(Duration window, Duration resolution);

}  // namespace lockstep
