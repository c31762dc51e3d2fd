// lockstep/events/read_report.h
//
// What was read and what was left out, so that nothing is lost silently. Goes into run.json and the report.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/base/time.h"
#include "lockstep/sources/field.h"
#include "lockstep/sources/layout.h"

namespace lockstep {

struct BadRowSample {
  std::string where;  // "posts.csv:18402: column 4 \"time\""
  std::string reason;
};

struct BadRowKind {
  uint64_t count = 0;
  std::vector<BadRowSample> samples;  // the first few in reading order
};

struct ColumnReport {
  uint32_t position;  // in the file, from 0
  std::string column;
  std::string field;     // empty: not used
  uint64_t missing = 0;  // absent or empty cells
};

struct InputReport {
  std::string path, format, layout, sha256;
  TableKind holds = TableKind::events;
  uint64_t bytes = 0, rows = 0, bad_rows = 0;
  std::vector<ColumnReport> columns;
};

struct ReadReport {
  std::vector<InputReport> inputs;
  uint64_t rows = 0;  // of the tables of events, bad ones too
  uint64_t events = 0, accounts = 0;
  std::map<std::string, BadRowKind> bad_rows;  // by kind
  uint64_t merged_rows = 0;                    // rows that agreed with another in post, account and time
  uint64_t repeated_post_ids = 0;    // the same post id with another account or time: kept, each as a post of its own
  uint64_t replaced_characters = 0;  // NUL bytes and unpaired surrogates, now U+FFFD
  uint64_t damaged_ids = 0;          // 1.01421E+18
  uint64_t filtered_rows = 0;        // outside --since, --until, --only-…
  std::optional<Timestamp> first_time, last_time;
  Duration resolution{1};          // all times are multiples of it: 1 us, 1 ms, 1 s, 1 min, 1 h or 1 day
  bool zone_missing = false;       // some times had no zone and were taken as UTC
  std::vector<std::string> notes;  // sentences for people, in a fixed order
};

struct RowCounts {
  uint64_t rows = 0, bad = 0;
};

// Over all tables, those of accounts too.
RowCounts count_rows(const ReadReport& report);

}  // namespace lockstep
