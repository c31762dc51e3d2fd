#include "lockstep/results/pair_rows.h"

namespace lockstep {
namespace {

using Form = TableColumn::Form;
constexpr size_t rows_a_write = 1 << 17;

void add(PairColumns& columns, std::string_view a, std::string_view b, std::string_view network,
         std::string_view trace) {
  columns.account_a.push_back(a);
  columns.account_b.push_back(b);
  columns.network_id.push_back(network);
  columns.trace.push_back(trace);
}

std::vector<TableColumn> first_columns(const PairColumns& columns) {
  return {{.name = "account_a", .form = Form::text, .text = columns.account_a},
          {.name = "account_b", .form = Form::text, .text = columns.account_b},
          {.name = "network_id", .form = Form::text, .text = columns.network_id},
          {.name = "trace", .form = Form::text, .text = columns.trace}};
}

int64_t microseconds(Timestamp time) { return time.time_since_epoch().count(); }

}  // namespace

Result<void> PairRows::add(const Row& row) {
  lockstep::add(pair_, row.account_a, row.account_b, row.network_id, row.trace);
  window_seconds_.push_back(row.window_seconds);
  shared_.push_back(row.shared);
  first_time_.push_back(microseconds(row.first));
  last_time_.push_back(microseconds(row.last));
  return shared_.size() < rows_a_write ? Result<void>() : write();
}

Result<void> PairRows::write() {
  std::vector<TableColumn> columns = first_columns(pair_);
  columns.push_back({.name = "window_seconds", .form = Form::float64, .numbers = window_seconds_});
  columns.push_back({.name = "shared", .form = Form::uint32, .codes = shared_});
  columns.push_back({.name = "first_time", .form = Form::timestamp, .integers = first_time_});
  columns.push_back({.name = "last_time", .form = Form::timestamp, .integers = last_time_});
  Result<void> written = table_->write(columns, shared_.size());
  pair_ = {};
  window_seconds_.clear();
  shared_.clear();
  first_time_.clear();
  last_time_.clear();
  texts.clear();
  return written;
}

Result<void> PairRows::finish() {
  if (Result<void> written = write(); !written) return written;
  return table_->finish();
}

Result<void> EvidenceRows::add(const Row& row) {
  lockstep::add(pair_, row.account_a, row.account_b, row.network_id, row.trace);
  object_.push_back(row.object);
  source_.push_back(row.source);
  post_a_.push_back(row.post_a);
  post_b_.push_back(row.post_b);
  time_a_.push_back(microseconds(row.time_a));
  time_b_.push_back(microseconds(row.time_b));
  gap_seconds_.push_back(seconds(row.time_b - row.time_a));
  return object_.size() < rows_a_write ? Result<void>() : write();
}

Result<void> EvidenceRows::write() {
  std::vector<TableColumn> columns = first_columns(pair_);
  columns.push_back({.name = "object", .form = Form::text, .text = object_});
  columns.push_back({.name = "source", .form = Form::text, .text = source_});
  columns.push_back({.name = "post_a", .form = Form::text, .text = post_a_});
  columns.push_back({.name = "post_b", .form = Form::text, .text = post_b_});
  columns.push_back({.name = "time_a", .form = Form::timestamp, .integers = time_a_});
  columns.push_back({.name = "time_b", .form = Form::timestamp, .integers = time_b_});
  columns.push_back({.name = "gap_seconds", .form = Form::float64, .numbers = gap_seconds_});
  Result<void> written = table_->write(columns, object_.size());
  pair_ = {};
  object_.clear();
  source_.clear();
  post_a_.clear();
  post_b_.clear();
  time_a_.clear();
  time_b_.clear();
  gap_seconds_.clear();
  texts.clear();
  return written;
}

Result<void> EvidenceRows::finish() {
  if (Result<void> written = write(); !written) return written;
  return table_->finish();
}

}  // namespace lockstep
