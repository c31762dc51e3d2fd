#include "lockstep/events/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/events/kind.h"

namespace lockstep {
namespace {

constexpr FieldSet kind_fields{Field::kind,
                               Field::is_repost,
                               Field::reposted_post_id,
                               Field::reposted_account_id,
                               Field::reply_to_post_id,
                               Field::reply_to_account_id,
                               Field::quoted_post_id,
                               Field::quoted_account_id};

constexpr FieldSet identifiers{Field::post_id,
                               Field::account_id,
                               Field::object_id,
                               Field::reposted_post_id,
                               Field::reposted_account_id,
                               Field::reply_to_post_id,
                               Field::reply_to_account_id,
                               Field::quoted_post_id,
                               Field::quoted_account_id};

// What becomes an EventValue: neither the event's own columns nor what describes the account.
bool becomes_value(Field field) {
  return field != Field::account_id && field != Field::time && field != Field::post_id && field != Field::kind &&
         field != Field::is_repost && !describes_account(field);
}

FieldSet fields_to_keep(const ReadOptions& options) {
  FieldSet fields = options.fields;
  if (!options.filter.only_hashtags.empty()) fields.add(Field::hashtags);
  if (!options.filter.only_urls.empty()) fields.add(Field::urls);
  if (!options.filter.only_languages.empty()) fields.add(Field::language);
  return fields;
}

constexpr auto trimmed_or_nothing = [](std::string_view text) {
  return is_missing(text) ? std::string_view() : trim(text);
};

// Appends value(row) of each row that is used.
template <class Value, class ValueOf>
void append_used(const std::vector<uint8_t>& use, std::vector<Value>& column, ValueOf&& value) {
  const size_t before = column.size();
  column.resize(before + use.size());
  Value* next = column.data() + before;
  for (size_t row = 0; row < use.size(); ++row)
    if (use[row]) *next++ = value(row);
  column.resize(size_t(next - column.data()));
}

bool merging_matters(const ReadOptions& options, const std::vector<BoundColumn>& columns) {
  if (!options.values_apart || !options.merge_rows) return options.merge_rows;
  const EventFilter& filter = options.filter;
  return !filter.only_hashtags.empty() || !filter.only_urls.empty() || !filter.only_languages.empty() ||
         !filter.only_kinds.empty() || std::any_of(columns.begin(), columns.end(), [](const BoundColumn& column) {
           return kind_fields.has(column.field) || column.field == Field::text;
         });
}

bool tells_reposts(const std::vector<BoundColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const BoundColumn& column) {
    return column.field == Field::kind || column.field == Field::is_repost || column.field == Field::reposted_post_id;
  });
}

}  // namespace

TableReader::TableReader(ReadState& state, size_t input, Table& table, const Layout& layout,
                         std::vector<BoundColumn> columns)
    : state_(state),
      table_(table),
      input_(input),
      kept_(fields_to_keep(state.options)),
      pending_{.input = input,
               .column = {},
               .kin = layout.name,
               .times = TimeColumn(
                   state.options.date_order != DateOrder::unknown ? state.options.date_order : layout.date_order,
                   state.options.bad_row_samples),
               .first = state.rows.size()},
      only_accounts_(state.options.filter.only_accounts) {
  needed_ = kept_;
  needed_.add({Field::account_id, Field::time});
  if (merging_matters(state.options, columns)) needed_.add(Field::post_id);
  if (needed_.has(Field::kind) || !state.options.filter.only_kinds.empty()) {
    needed_.add(kind_fields);
    texts_tell_reposts_ = !tells_reposts(columns);
    if (texts_tell_reposts_) needed_.add(Field::text);
  }
  for (BoundColumn& column : columns)
    if (needs(column.field)) columns_.push_back(std::move(column));
  if (state.options.keep_empty_items)
    for (BoundColumn& column : columns_)
      if (column.list == ListStyle::blanks) column.list = ListStyle::single_blanks;
  std::stable_sort(columns_.begin(), columns_.end(),
                   [](const BoundColumn& a, const BoundColumn& b) { return a.field < b.field; });
  const uint32_t time = column_of(Field::time)->position;
  pending_.column = fmt::format("column {} \"{}\"", time + 1, table.rows->columns()[time]);
  pending_.kin += '\0' + table.rows->columns()[time];
}

const BoundColumn* TableReader::column_of(Field field) const {
  for (const BoundColumn& column : columns_)
    if (column.field == field) return &column;
  return nullptr;
}

std::string TableReader::place(const RowBatch& batch, size_t row, const BoundColumn& column) const {
  return place_of_cell(table_.path, batch.line[row], column.position + 1, table_.rows->columns()[column.position]);
}

void TableReader::leave_out(const RowBatch& batch, size_t row, const BoundColumn& column, std::string_view kind,
                            std::string reason) {
  use_[row] = 0;
  state_.bad_rows.add(kind, state_.report.inputs[input_], [&] {
    return BadRowSample{place(batch, row, column), std::move(reason)};
  });
}

Result<void> TableReader::read(Progress& progress, uint64_t done) {
  std::vector<bool> wanted(table_.rows->columns().size(), false);
  for (const BoundColumn& column : columns_) wanted[column.position] = true;
  RowBatch batch;
  std::vector<BadRow> bad;
  InputReport& input = state_.report.inputs[input_];
  while (true) {
    bad.clear();
    Result<bool> more = table_.rows->next(wanted, batch, bad);
    if (!more) return more.error();
    for (BadRow& row : bad) state_.bad_rows.add(row.kind, input, [&] { return sample_of(row, table_.path); });
    const size_t rows = (*more ? batch.rows : 0) + bad.size();
    input.rows += rows;
    state_.report.rows += rows;
    if (!*more) break;
    Result<void> taken = take(batch);
    if (!taken) return taken.error();
    if (!reserved_) reserve();
    reserved_ = true;
    if (std::optional<Error> error = hopeless(state_.report, state_.options.max_bad_rows)) return *error;
    progress.at(done + table_.rows->bytes_read());
    if (progress.cancelled()) return stopped();
  }
  state_.report.replaced_characters += table_.rows->replaced_characters();
  return {};
}

// Room for the rows that are likely to come, from the share of the file that the first ones took: growing step by step
// would copy all columns several times over.
void TableReader::reserve() {
  EventTable& rows = state_.rows;
  const uint64_t read = table_.rows->bytes_read(), total = table_.rows->total_bytes();
  const size_t rows_here = rows.size() - pending_.first;
  if (read == 0 || total <= read || rows_here == 0) return;
  constexpr double slack = 1.05, most = 1 << 26;
  const double times = slack * double(total) / double(read);
  auto grown = [&](size_t size) { return size_t(std::min(most, times * double(size))); };
  const size_t more = grown(rows_here), values_before = rows.value_begin[pending_.first];
  rows.time.reserve(pending_.first + more);
  rows.account.reserve(pending_.first + more);
  rows.kind.reserve(pending_.first + more);
  rows.post_id.reserve(pending_.first + more);
  rows.value_begin.reserve(pending_.first + more + 1);
  rows.values.reserve(values_before + grown(rows.values.size() - values_before));
  pending_.form.reserve(more);
}

Result<void> TableReader::take(const RowBatch& batch) {
  use_.assign(batch.rows, 1);
  count_missing(batch);
  read_times(batch);
  check_ids(batch);
  read_accounts(batch);
  read_post_ids(batch);
  read_kinds(batch);
  read_values(batch);
  read_snapshots(batch);
  return append_rows();
}

void TableReader::count_missing(const RowBatch& batch) {
  for (const BoundColumn& column : columns_) {
    const ColumnCells& cells = batch.columns[column.position];
    uint64_t missing = 0;
    if (cells.form == ColumnCells::Form::integer) {
      for (uint8_t absent : cells.absent) missing += absent != 0;
    } else if (cells.form == ColumnCells::Form::text) {
      for (std::string_view text : cells.text) missing += is_missing(text);
    } else {
      translate_column<uint8_t>(cells, use_, flags_, 1,
                                [](std::string_view text) { return uint8_t(is_missing(text)); });
      for (uint8_t flag : flags_) missing += flag;
    }
    for (ColumnReport& report : state_.report.inputs[input_].columns)
      if (report.position == column.position) report.missing += missing;
  }
}

void TableReader::read_times(const RowBatch& batch) {
  const BoundColumn& column = *column_of(Field::time);
  const ColumnCells& cells = batch.columns[column.position];
  times_.resize(batch.rows);
  if (cells.form != ColumnCells::Form::integer) {
    for_each_cell(cells, use_,
                  [&](size_t row, std::string_view text) { read_time(batch, row, text, parse_time(text)); });
    return;
  }
  Digits digits;
  for (size_t row = 0; row < batch.rows; ++row) {
    std::optional<TimeCell> cell;
    if (cells.absent.empty() || !cells.absent[row]) cell = time_of_integer(cells.integers[row], cells.ticks_per_second);
    if (cell && cell->form == TimeCell::Form::instant)
      keep_time(row, *cell);  // nobody will ask for its text
    else
      read_time(batch, row, cell_text(cells, row, digits), cell);
  }
}

void TableReader::read_time(const RowBatch& batch, size_t row, std::string_view text, std::optional<TimeCell> cell) {
  const BoundColumn& column = *column_of(Field::time);
  if (!cell) {
    if (is_missing(text)) return leave_out(batch, row, column, "no time", "the cell is empty");
    return leave_out(batch, row, column, "bad time", shown_text(text) + " is not a time");
  }
  if (!pending_.times.see(*cell, text, [&] { return fmt::format("{}:{}", table_.path, batch.line[row]); }))
    return leave_out(batch, row, column, "bad time", shown_text(text) + " has day and month the other way round");
  keep_time(row, *cell);
}

inline void TableReader::keep_time(size_t row, const TimeCell& cell) {
  times_[row] = cell;
  if (is_filtered_by_time() && is_outside(cell)) {
    use_[row] = 0;
    ++state_.report.filtered_rows;
    return;
  }
  pending_.finest = std::min(pending_.finest, cell.written);
  state_.report.zone_missing |= cell.zone_missing;
}

// A number whose unit is not settled is left to the end, unless it lies outside in that unit and in the larger ones,
// where it would be a time near 1970.
bool TableReader::is_outside(const TimeCell& cell) const {
  const EventFilter& filter = state_.options.filter;
  if (cell.form != TimeCell::Form::instant && !is_number(cell.form)) return false;
  auto outside = [&](int64_t micros) {
    const Timestamp time{Duration(micros)};
    return (filter.since && time < *filter.since) || (filter.until && time >= *filter.until);
  };
  if (!outside(cell.micros)) return false;
  for (unsigned form = unsigned(cell.form) + 1; is_number(cell.form) && form <= unsigned(TimeCell::Form::nanoseconds);
       ++form)
    if (!outside(change_unit(cell.micros, cell.form, TimeCell::Form(form)))) return false;
  return true;
}

void TableReader::check_ids(const RowBatch& batch) {
  for (const BoundColumn& column : columns_) {
    if (!identifiers.has(column.field)) continue;
    const ColumnCells& cells = batch.columns[column.position];
    if (cells.form == ColumnCells::Form::integer) continue;
    if (std::none_of(cells.text.begin(), cells.text.end(), is_damaged_id)) continue;
    translate_column<uint8_t>(cells, use_, flags_, 0,
                              [](std::string_view text) { return uint8_t(is_damaged_id(text)); });
    for (size_t row = 0; row < batch.rows; ++row) {
      if (!flags_[row] || !use_[row]) continue;
      Digits digits;
      ++state_.report.damaged_ids;
      leave_out(batch, row, column, "damaged identifier",
                shown_text(cell_text(cells, row, digits)) + " was rounded by a spreadsheet");
    }
  }
}

void TableReader::read_accounts(const RowBatch& batch) {
  const BoundColumn& column = *column_of(Field::account_id);
  StringPool& pool = state_.rows.accounts;
  interner_.intern(batch.columns[column.position], use_, pool, accounts_, [](std::string_view text) {
    const std::string_view id = trim(text);
    return id.empty() ? std::string_view() : id;
  });
  for (size_t row = 0; row < batch.rows; ++row)
    if (use_[row] && accounts_[row] == no_account) leave_out(batch, row, column, "no account", "the cell is empty");
  if (only_accounts_.empty()) return;
  account_is_wanted_.resize(pool.size(), -1);
  for (size_t row = 0; row < batch.rows; ++row) {
    if (!use_[row]) continue;
    int8_t& wanted = account_is_wanted_[accounts_[row]];
    if (wanted < 0) wanted = only_accounts_.matches(pool[accounts_[row]]);
    if (wanted) continue;
    use_[row] = 0;
    ++state_.report.filtered_rows;
  }
}

void TableReader::read_post_ids(const RowBatch& batch) {
  const BoundColumn* column = column_of(Field::post_id);
  if (!column) {
    post_ids_.assign(batch.rows, no_term);
    return;
  }
  interner_.intern(batch.columns[column->position], use_, state_.rows.terms, post_ids_, trimmed_or_nothing);
}

void TableReader::mark_kind(const RowBatch& batch, Field field, EventKind kind) {
  for (const BoundColumn& column : columns_) {
    if (column.field != field) continue;
    translate_column<uint8_t>(batch.columns[column.position], use_, flags_, 0, [&](std::string_view text) {
      if (field == Field::is_repost) return uint8_t(is_true(text));
      if (field == Field::text) return uint8_t(reads_as_repost(text));
      return uint8_t(!is_missing(text));
    });
    for (size_t row = 0; row < batch.rows; ++row)
      if (flags_[row]) kinds_[row] = kind;
  }
}

// What a row names decides (a repost of a reply is a repost), unless it says outright which act it is.
void TableReader::read_kinds(const RowBatch& batch) {
  kinds_.assign(batch.rows, EventKind::post);
  if (!needs(Field::kind)) return;
  mark_kind(batch, Field::reply_to_account_id, EventKind::reply);
  mark_kind(batch, Field::reply_to_post_id, EventKind::reply);
  mark_kind(batch, Field::quoted_account_id, EventKind::quote);
  mark_kind(batch, Field::quoted_post_id, EventKind::quote);
  if (texts_tell_reposts_) mark_kind(batch, Field::text, EventKind::repost);
  mark_kind(batch, Field::reposted_account_id, EventKind::repost);
  mark_kind(batch, Field::reposted_post_id, EventKind::repost);
  mark_kind(batch, Field::is_repost, EventKind::repost);
  const BoundColumn* column = column_of(Field::kind);
  if (!column) return;
  constexpr uint8_t unsaid = UINT8_MAX;
  translate_column<uint8_t>(batch.columns[column->position], use_, flags_, unsaid, [&](std::string_view text) {
    const std::optional<EventKind> named = kind_named(text);
    return named ? uint8_t(*named) : unsaid;
  });
  for (size_t row = 0; row < batch.rows; ++row)
    if (flags_[row] != unsaid) kinds_[row] = EventKind(flags_[row]);
}

void TableReader::read_list(const ColumnCells& cells, const BoundColumn& column, ListCells& list) {
  std::vector<Digits> digits(cells.form == ColumnCells::Form::integer ? use_.size() : 1);
  splitter_.clear();
  for (size_t row = 0; row < use_.size(); ++row) {
    list.begin.push_back(uint32_t(splitter_.items().size()));
    if (use_[row]) splitter_.split(cell_text(cells, row, digits[row % digits.size()]), column.list);
  }
  list.begin.push_back(uint32_t(splitter_.items().size()));
  state_.rows.terms.intern_all(splitter_.items(), list.terms);
}

void TableReader::read_values(const RowBatch& batch) {
  values_.clear();
  for (const BoundColumn& column : columns_) {
    if (!becomes_value(column.field) || !kept_.has(column.field)) continue;
    const ColumnCells& cells = batch.columns[column.position];
    ListCells& list = values_.emplace_back();
    list.field = column.field;
    if (holds_list(column.field) && column.list != ListStyle::single) {
      read_list(cells, column, list);
    } else if (column.field == Field::text) {
      interner_.intern(cells, use_, state_.rows.terms, list.terms,
                       [](std::string_view text) { return text.empty() ? std::string_view() : text; });
    } else {
      interner_.intern(cells, use_, state_.rows.terms, list.terms, trimmed_or_nothing);
    }
  }
}

void TableReader::read_snapshots(const RowBatch& batch) {
  bool any = false;
  for (const BoundColumn& column : columns_) any |= describes_account(column.field);
  if (!any) return;
  auto cell = [&](Field field, size_t row, Digits& digits) {
    const BoundColumn* column = column_of(field);
    return column ? cell_text(batch.columns[column->position], row, digits) : std::string_view();
  };
  for (size_t row = 0; row < batch.rows; ++row) {
    if (!use_[row]) continue;
    Digits a, b, c, d, e;
    state_.snapshots.see(accounts_[row], times_[row].micros,
                         to_account_cells(cell(Field::handle, row, a), cell(Field::display_name, row, b),
                                          cell(Field::created_at, row, c), cell(Field::followers, row, d),
                                          cell(Field::following, row, e), pending_.times.order()));
  }
}

void TableReader::append_values() {
  EventTable& rows = state_.rows;
  const size_t before = rows.values.size();
  size_t room = before;
  for (const ListCells& list : values_) room += list.terms.size();
  rows.values.resize(room);
  EventValue* const first = rows.values.data();
  EventValue* next = first + before;
  append_used(use_, rows.value_begin, [&](size_t row) {
    for (const ListCells& list : values_) {
      if (list.begin.empty()) {
        *next = {list.field, list.terms[row]};
        next += list.terms[row] != no_term;
        continue;
      }
      for (uint32_t i = list.begin[row]; i < list.begin[row + 1]; ++i) *next++ = {list.field, list.terms[i]};
    }
    return uint32_t(next - first);
  });
  rows.values.resize(size_t(next - first));
}

Result<void> TableReader::append_rows() {
  EventTable& rows = state_.rows;
  append_used(use_, rows.time, [&](size_t row) { return Timestamp(Duration(times_[row].micros)); });
  append_used(use_, rows.account, [&](size_t row) { return accounts_[row]; });
  append_used(use_, rows.kind, [&](size_t row) { return kinds_[row]; });
  append_used(use_, rows.post_id, [&](size_t row) { return post_ids_[row]; });
  append_used(use_, pending_.form, [&](size_t row) { return times_[row].form; });
  append_values();
  constexpr uint64_t most = UINT32_MAX - 1;
  if (rows.size() < most && rows.values.size() < most && rows.terms.size() < most) return {};
  return Error{.kind = ErrorKind::limit,
               .message = "more than 4,294,967,294 posts or values",
               .where = table_.path,
               .hint = "narrow what is read: --since, --until, --only-hashtag, --only-url, --only-account"};
}

}  // namespace lockstep
