// lockstep/events/table_reader.h
//
// The rows of one table of events, appended to an EventTable as they come: not yet sorted, merged or filtered by what
// they hold, and with times that may wait for the whole column (PendingTimes).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lockstep/events/bad_rows.h"
#include "lockstep/events/events.h"
#include "lockstep/events/glob.h"
#include "lockstep/events/row_columns.h"
#include "lockstep/events/snapshots.h"
#include "lockstep/events/time_column.h"

namespace lockstep {

inline constexpr AccountIndex no_account = UINT32_MAX;  // of a row that is left out after all

// The times of one table as they were read; row `first + i` has form[i].
struct PendingTimes {
  size_t input;        // in ReadReport::inputs
  std::string column;  // where they stand: `column 4 "time"`
  std::string kin;     // tables with the same may decide for each other
  TimeColumn times;
  TimeCell::Written finest = TimeCell::Written::day;
  size_t first = 0;
  std::vector<TimeCell::Form> form = {};
};

// What all tables of a run are read into.
struct ReadState {
  const ReadOptions& options;
  EventTable& rows;
  SnapshotCollector& snapshots;
  ReadReport& report;
  BadRows& bad_rows;
};

class TableReader {
 public:
  TableReader(ReadState& state, size_t input, Table& table, const Layout& layout, std::vector<BoundColumn> columns);

  // `done` units of progress were made before this table.
  Result<void> read(Progress& progress, uint64_t done);
  PendingTimes take_times() { return std::move(pending_); }

 private:
  struct ListCells {
    Field field;
    std::vector<uint32_t> begin;
    std::vector<TermIndex> terms;
  };

  bool needs(Field field) const { return needed_.has(field); }
  const BoundColumn* column_of(Field field) const;
  std::string place(const RowBatch& batch, size_t row, const BoundColumn& column) const;
  void leave_out(const RowBatch& batch, size_t row, const BoundColumn& column, std::string_view kind,
                 std::string reason);

  Result<void> take(const RowBatch& batch);
  void reserve();
  void count_missing(const RowBatch& batch);
  void read_times(const RowBatch& batch);
  void read_time(const RowBatch& batch, size_t row, std::string_view text, std::optional<TimeCell> cell);
  void keep_time(size_t row, const TimeCell& cell);
  bool is_filtered_by_time() const { return state_.options.filter.since || state_.options.filter.until; }
  bool is_outside(const TimeCell& cell) const;
  void check_ids(const RowBatch& batch);
  void read_accounts(const RowBatch& batch);
  void read_post_ids(const RowBatch& batch);
  void read_kinds(const RowBatch& batch);
  void mark_kind(const RowBatch& batch, Field field, EventKind kind);
  void read_values(const RowBatch& batch);
  void read_list(const ColumnCells& cells, const BoundColumn& column, ListCells& list);
  void read_snapshots(const RowBatch& batch);
  void append_values();
  Result<void> append_rows();

  ReadState& state_;
  Table& table_;
  size_t input_;
  std::vector<BoundColumn> columns_;  // those that are needed, by field
  FieldSet needed_, kept_;
  bool texts_tell_reposts_ = false;
  bool reserved_ = false;
  PendingTimes pending_;
  GlobSet only_accounts_;
  std::vector<int8_t> account_is_wanted_;  // by AccountIndex: 1 yes, 0 no, -1 not known yet

  // of the batch at hand, one a row
  std::vector<uint8_t> use_;
  std::vector<TimeCell> times_;
  std::vector<AccountIndex> accounts_;
  std::vector<TermIndex> post_ids_;
  std::vector<EventKind> kinds_;
  std::vector<ListCells> values_;
  std::vector<uint8_t> flags_;
  ListSplitter splitter_;
  ColumnInterner interner_;
};

}  // namespace lockstep
