#include "lockstep/results/pair_rows.h"

#include "lockstep/base/parallel.h"

namespace lockstep {
namespace {

using Form = TableColumn::Form;
constexpr size_t rows_a_write = 1 << 16;

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

void PairColumns::clear() {
  account_a.clear();
  account_b.clear();
  network_id.clear();
  trace.clear();
}

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
  pair_.clear();
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
  lockstep::add(next_.pair, row.account_a, row.account_b, row.network_id, row.trace);
  next_.object.push_back(row.object);
  next_.source.push_back(row.source);
  next_.post_a.push_back(row.post_a);
  next_.post_b.push_back(row.post_b);
  next_.time_a.push_back(microseconds(row.time_a));
  next_.time_b.push_back(microseconds(row.time_b));
  next_.gap_seconds.push_back(seconds(row.time_b - row.time_a));
  return next_.object.size() < rows_a_write ? Result<void>() : write();
}

void EvidenceRows::Columns::clear() {
  pair.clear();
  object.clear();
  source.clear();
  post_a.clear();
  post_b.clear();
  time_a.clear();
  time_b.clear();
  gap_seconds.clear();
  texts.clear();
}

Result<void> EvidenceRows::write() {
  if (Result<void> written = wait(); !written) return written;
  std::swap(next_, being_written_);
  next_.clear();
  const auto how = thread_count(threads_) == 1 ? std::launch::deferred : std::launch::async;
  writing_ = std::async(how, [this] {
    const Columns& of = being_written_;
    std::vector<TableColumn> columns = first_columns(of.pair);
    columns.push_back({.name = "object", .form = Form::text, .text = of.object});
    columns.push_back({.name = "source", .form = Form::text, .text = of.source});
    columns.push_back({.name = "post_a", .form = Form::text, .text = of.post_a});
    columns.push_back({.name = "post_b", .form = Form::text, .text = of.post_b});
    columns.push_back({.name = "time_a", .form = Form::timestamp, .integers = of.time_a});
    columns.push_back({.name = "time_b", .form = Form::timestamp, .integers = of.time_b});
    columns.push_back({.name = "gap_seconds", .form = Form::float64, .numbers = of.gap_seconds});
    return table_->write(columns, of.object.size());
  });
  return {};
}

Result<void> EvidenceRows::wait() { return writing_.valid() ? writing_.get() : Result<void>(); }

Result<void> EvidenceRows::finish() {
  if (Result<void> written = write(); !written) return written;
  if (Result<void> written = wait(); !written) return written;
  return table_->finish();
}

}  // namespace lockstep
