#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "lockstep/events/arrange.h"
#include "lockstep/events/events.h"
#include "lockstep/events/read_notes.h"
#include "lockstep/events/resolution.h"
#include "lockstep/events/settle_times.h"
#include "lockstep/events/side_tables.h"

namespace lockstep {
namespace {

// The columns that a table of accounts cannot do without are fewer where the user says that it is one.
Layout asked_for(Layout layout, std::initializer_list<const char*> columns) {
  layout.signature.assign(columns.begin(), columns.end());
  return layout;
}

uint64_t size_of(const std::string& path) {
  std::error_code failed;
  const uintmax_t size = std::filesystem::file_size(path, failed);
  return failed ? 0 : size;
}

class EventReader {
 public:
  EventReader(const ReadOptions& options, Progress& progress)
      : options_(options),
        progress_(progress),
        bad_rows_(result_.report, options.bad_row_samples),
        state_{options, rows_, snapshots_, result_.report, bad_rows_} {
    rows_.value_begin.push_back(0);
  }

  Result<ReadResult> run(const std::vector<std::string>& paths) {
    Result<void> read = read_all(paths);
    if (!read) return read.error();
    Result<void> settled = settle_times(times_, state_);
    if (!settled) return settled.error();
    if (std::optional<Error> error = too_many_bad_rows(result_.report, options_.max_bad_rows)) return *error;
    drop_outside();
    arrange();
    if (std::optional<Error> error = nothing_left(paths)) return *error;
    return std::move(result_);
  }

 private:
  Result<void> read_all(const std::vector<std::string>& paths) {
    Result<std::vector<std::string>> files = list_files(paths);
    if (!files) return files.error();
    uint64_t total = 0;
    for (const std::string& file : *files) total += size_of(file);
    progress_.begin("reading", total, "bytes");
    for (const std::string& file : *files) {
      Result<void> read = read_file(file, nullptr);
      if (!read) return read.error();
      done_ += size_of(file);
    }
    if (!options_.accounts_path.empty()) {
      const Layout layout = asked_for(*layout_named("accounts"), {"account_id"});
      Result<void> read = read_file(options_.accounts_path, &layout);
      if (!read) return read.error();
    }
    if (options_.renames_path.empty()) return {};
    return read_file(options_.renames_path, layout_named("renames"));
  }

  // `beside`: the layout of a table beside the posts, where one is asked for.
  Result<void> read_file(const std::string& file, const Layout* beside) {
    Result<std::vector<Table>> tables = open_tables(file, options_.source);
    if (!tables) return tables.error();
    for (Table& table : *tables) {
      Result<void> read = read_table(table, beside);
      if (!read) return read.error();
    }
    return {};
  }

  Result<Layout> layout_of(const Table& table, const Layout* beside) const {
    const std::vector<std::string>& columns = table.rows->columns();
    Result<Layout> detected = detect_layout(columns, table.path);
    if (beside) return detected && detected->holds == beside->holds ? detected : *beside;
    // tables of accounts may lie in a folder beside posts of a layout that was asked for
    if (options_.layout && !(detected && detected->holds != TableKind::events)) return *options_.layout;
    return detected;
  }

  Result<void> read_table(Table& table, const Layout* beside) {
    Result<Layout> layout = layout_of(table, beside);
    if (!layout) return layout.error();
    Result<std::vector<BoundColumn>> columns = bind_layout(*layout, table.rows->columns(), table.path);
    if (!columns) return columns.error();
    const size_t input = add_input(table, *layout, *columns);
    Result<void> read = read_rows(table, *layout, *columns, input);
    if (!read) return read.error();
    InputReport& report = result_.report.inputs[input];
    report.sha256 = table.sha256();
    report.bytes = table.rows->bytes_read();
    for (std::string& note : table.notes) add_note(table.path, std::move(note));
    for (std::string& note : table.rows->notes()) add_note(table.path, std::move(note));
    return {};
  }

  void add_note(const std::string& path, std::string note) { notes_.push_back(path + ": " + std::move(note)); }

  size_t add_input(const Table& table, const Layout& layout, const std::vector<BoundColumn>& columns) {
    InputReport report;
    report.path = table.path;
    report.format = name(table.format);
    report.layout = layout.name;
    report.holds = layout.holds;
    const std::vector<std::string>& names = table.rows->columns();
    for (uint32_t position = 0; position < names.size(); ++position) {
      std::string fields;
      for (const BoundColumn& column : columns)
        if (column.position == position) fields += (fields.empty() ? "" : ", ") + std::string(name(column.field));
      report.columns.push_back({.position = position, .column = names[position], .field = fields});
    }
    result_.report.inputs.push_back(std::move(report));
    return result_.report.inputs.size() - 1;
  }

  Result<void> read_rows(Table& table, const Layout& layout, const std::vector<BoundColumn>& columns, size_t input) {
    if (layout.holds == TableKind::accounts) return read_accounts_table(table, columns, input, state_);
    if (layout.holds == TableKind::renames) return read_renames_table(table, columns, input, state_, renames_);
    TableReader reader(state_, input, table, layout, columns);
    Result<void> read = reader.read(progress_, done_);
    times_.push_back(reader.take_times());
    return read;
  }

  // Times that had to be settled first were not held against --since and --until while they were read.
  void drop_outside() {
    const EventFilter& filter = options_.filter;
    if (!filter.since && !filter.until) return;
    for (size_t row = 0; row < rows_.size(); ++row) {
      const Timestamp time = rows_.time[row];
      const bool outside = (filter.since && time < *filter.since) || (filter.until && time >= *filter.until);
      if (!outside || rows_.account[row] == no_account) continue;
      rows_.account[row] = no_account;
      ++result_.report.filtered_rows;
    }
  }

  void arrange() {
    ReadReport& report = result_.report;
    Arranged arranged = arrange_events(std::move(rows_), options_);
    result_.events = std::move(arranged.events);
    EventTable& events = result_.events;
    events.snapshots = snapshots_.finish(events.accounts, arranged.account_before);
    events.handle_changes = to_handle_changes(renames_, events.accounts);
    report.merged_rows = arranged.merged_rows;
    report.repeated_post_ids = arranged.repeated_post_ids;
    report.filtered_rows += arranged.filtered_rows;
    report.events = events.size();
    report.accounts = events.accounts.size();
    if (events.size() == 0) return;
    const auto [first, last] = std::minmax_element(events.time.begin(), events.time.end());
    report.first_time = *first;
    report.last_time = *last;
    TimeCell::Written finest = TimeCell::Written::day;
    for (const PendingTimes& times : times_) finest = std::min(finest, times.finest);
    report.resolution = find_resolution(events.time, finest);
    report.notes = notes_on(report);
    report.notes.insert(report.notes.end(), notes_.begin(), notes_.end());
  }

  std::optional<Error> nothing_left(const std::vector<std::string>& paths) const {
    const ReadReport& report = result_.report;
    if (report.events != 0) return std::nullopt;
    const std::string where = paths.size() == 1 ? paths[0] : "";
    if (report.filtered_rows != 0)
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("no post is left: all {} rows lie outside of what was asked for",
                                          report.filtered_rows),
                   .where = where,
                   .hint = "widen --since, --until or the --only options"};
    if (times_.empty())
      return Error{.kind = ErrorKind::input,
                   .message = "a table of accounts, without posts",
                   .where = where,
                   .hint = "give the table of posts; this one with --accounts"};
    if (count_rows(report).bad == 0)
      return Error{.kind = ErrorKind::input, .message = "has a header but no posts", .where = where};
    if (options_.max_bad_rows > 1) return std::nullopt;
    return Error{.kind = ErrorKind::input,
                 .message = "no row can be used",
                 .where = where,
                 .hint = "see why: lockstep inspect FILE --bad"};
  }

  const ReadOptions& options_;
  Progress& progress_;
  ReadResult result_;
  EventTable rows_;
  SnapshotCollector snapshots_;
  BadRows bad_rows_;
  ReadState state_;
  std::vector<PendingTimes> times_;
  std::vector<Rename> renames_;
  std::vector<std::string> notes_;  // of the files
  uint64_t done_ = 0;
};

}  // namespace

Result<ReadResult> read_events(const std::vector<std::string>& paths, const ReadOptions& options, Progress& progress) {
  return EventReader(options, progress).run(paths);
}

}  // namespace lockstep
