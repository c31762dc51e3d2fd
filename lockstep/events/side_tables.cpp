#include "lockstep/events/side_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace lockstep {
namespace {

// One row of a table that is small beside the posts: cells by field.
struct SideRow {
  const Table& table;
  const RowBatch& batch;
  const std::vector<BoundColumn>& columns;
  size_t row;

  const BoundColumn* column(Field field) const {
    for (const BoundColumn& bound : columns)
      if (bound.field == field) return &bound;
    return nullptr;
  }
  std::string_view cell(Field field, Digits& digits) const {
    const BoundColumn* const bound = column(field);
    return bound ? trim(cell_text(batch.columns[bound->position], row, digits)) : std::string_view();
  }
  std::string line() const { return fmt::format("{}:{}", table.path, batch.line[row]); }
  BadRowSample sample(Field field, std::string reason) const {
    const uint32_t position = column(field)->position;
    return {place_of_cell(table.path, batch.line[row], position + 1, table.rows->columns()[position]),
            std::move(reason)};
  }
};

template <class Take>
Result<void> for_each_row(Table& table, const std::vector<BoundColumn>& columns, size_t input, ReadState& state,
                          Take&& take) {
  std::vector<bool> wanted(table.rows->columns().size(), false);
  for (const BoundColumn& column : columns) wanted[column.position] = true;
  RowBatch batch;
  std::vector<BadRow> bad;
  InputReport& report = state.report.inputs[input];
  for (bool more = true; more;) {
    bad.clear();
    Result<bool> next = table.rows->next(wanted, batch, bad);
    if (!next) return next.error();
    more = *next;
    report.rows += bad.size() + (more ? batch.rows : 0);
    for (BadRow& row : bad) state.bad_rows.add(row.kind, report, [&] { return sample_of(row, table.path); });
    for (size_t row = 0; more && row < batch.rows; ++row) take(SideRow{table, batch, columns, row});
  }
  state.report.replaced_characters += table.rows->replaced_characters();
  return {};
}

// The account of the row; empty, and counted as bad, where it cannot be used.
std::string_view account_of(const SideRow& row, InputReport& input, ReadState& state, Digits& digits) {
  const std::string_view id = row.cell(Field::account_id, digits);
  if (id.empty()) {
    state.bad_rows.add("no account", input, [&] { return row.sample(Field::account_id, "the cell is empty"); });
    return {};
  }
  if (!is_damaged_id(id)) return id;
  ++state.report.damaged_ids;
  state.bad_rows.add("damaged identifier", input,
                     [&] { return row.sample(Field::account_id, shown_text(id) + " was rounded by a spreadsheet"); });
  return {};
}

}  // namespace

Result<void> read_accounts_table(Table& table, const std::vector<BoundColumn>& columns, size_t input,
                                 ReadState& state) {
  return for_each_row(table, columns, input, state, [&](const SideRow& row) {
    Digits id_digits, a, b, c, d, e;
    const std::string_view id = account_of(row, state.report.inputs[input], state, id_digits);
    if (id.empty()) return;
    state.snapshots.declare(id, to_account_cells(row.cell(Field::handle, a), row.cell(Field::display_name, b),
                                                 row.cell(Field::created_at, c), row.cell(Field::followers, d),
                                                 row.cell(Field::following, e), state.options.date_order));
  });
}

Result<void> read_renames_table(Table& table, const std::vector<BoundColumn>& columns, size_t input, ReadState& state,
                                std::vector<Rename>& renames) {
  TimeColumn times(state.options.date_order, 1);
  std::vector<TimeCell> cells;
  const size_t begin = renames.size();
  InputReport& report = state.report.inputs[input];
  Result<void> read = for_each_row(table, columns, input, state, [&](const SideRow& row) {
    Digits id_digits, time_digits, a, b;
    const std::string_view id = account_of(row, report, state, id_digits);
    if (id.empty()) return;
    const std::string_view text = row.cell(Field::time, time_digits);
    std::optional<TimeCell> cell = parse_time(text);
    if (!cell || !times.see(*cell, text, [&] { return row.line(); })) {
      state.bad_rows.add("bad time", report,
                         [&] { return row.sample(Field::time, shown_text(text) + " is not a time"); });
      return;
    }
    cells.push_back(*cell);
    renames.push_back({.account_id = std::string(id),
                       .old_handle = std::string(row.cell(Field::old_handle, a)),
                       .new_handle = std::string(row.cell(Field::handle, b)),
                       .time = {}});
  });
  if (!read) return read.error();
  if (times.contradicts_itself()) return times.contradiction();
  if (times.is_ambiguous() && times.shown_order() == DateOrder::unknown) return times.ambiguous();
  for (size_t i = 0; i < cells.size(); ++i) {
    TimeCell& cell = cells[i];
    settle_date(cell, times.shown_order());
    if (is_number(cell.form) && cell.form < times.unit())
      cell.micros = change_unit(cell.micros, cell.form, times.unit());
    renames[begin + i].time = Timestamp(Duration(cell.micros));
  }
  return {};
}

std::vector<HandleChange> to_handle_changes(const std::vector<Rename>& renames, const StringPool& accounts) {
  std::vector<HandleChange> changes;
  for (const Rename& rename : renames) {
    const AccountIndex account = accounts.find(rename.account_id);
    if (account != no_term) changes.push_back({account, rename.time, rename.old_handle, rename.new_handle});
  }
  auto order = [](const HandleChange& c) { return std::tie(c.account, c.time, c.old_handle, c.new_handle); };
  std::sort(changes.begin(), changes.end(),
            [&](const HandleChange& a, const HandleChange& b) { return order(a) < order(b); });
  return changes;
}

}  // namespace lockstep
