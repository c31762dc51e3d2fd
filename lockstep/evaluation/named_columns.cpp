#include "lockstep/evaluation/named_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/sources/sources.h"

namespace lockstep {
namespace {

// Where each of `names` stands in the table.
Result<std::vector<size_t>> find_columns(const Table& table, const std::vector<std::string>& names) {
  const std::vector<std::string>& columns = table.rows->columns();
  std::vector<size_t> found;
  for (const std::string& name : names) {
    const auto column = std::find(columns.begin(), columns.end(), name);
    if (column == columns.end())
      return Error{.kind = ErrorKind::input,
                   .message = fmt::format("no column \"{}\"", name),
                   .where = table.path,
                   .hint = "its columns are " + listed(columns)};
    found.push_back(size_t(column - columns.begin()));
  }
  return found;
}

std::string_view cell_of(const ColumnCells& column, size_t row, std::string& number) {
  switch (column.form) {
    case ColumnCells::Form::text:
      return column.text[row];
    case ColumnCells::Form::dictionary:
      return column.codes[row] == UINT32_MAX ? std::string_view() : column.text[column.codes[row]];
    case ColumnCells::Form::integer:
      if (!column.absent.empty() && column.absent[row]) return {};
      number = std::to_string(column.integers[row]);
      return number;
  }
  return {};
}

}  // namespace

Result<void> read_named_columns(const std::string& path, const std::vector<std::string>& names,
                                const std::function<Result<void>(const NamedRow&)>& take) {
  Result<std::vector<Table>> tables = open_tables(path, {.digest = false});
  if (!tables) return tables.error();
  const Table& table = tables->front();
  const Result<std::vector<size_t>> columns = find_columns(table, names);
  if (!columns) return columns.error();
  std::vector<bool> wanted(table.rows->columns().size(), false);
  for (size_t column : *columns) wanted[column] = true;
  RowBatch batch;
  std::vector<BadRow> bad;
  std::vector<std::string_view> cells(names.size());
  std::vector<std::string> numbers(names.size());
  for (;;) {
    const Result<bool> more = table.rows->next(wanted, batch, bad);
    if (!more) return more.error();
    if (!bad.empty())
      return Error{
          .kind = ErrorKind::input, .message = bad[0].reason, .where = fmt::format("{}:{}", path, bad[0].line)};
    if (!*more) return {};
    for (size_t row = 0; row < batch.rows; ++row) {
      for (size_t i = 0; i < cells.size(); ++i) cells[i] = cell_of(batch.columns[(*columns)[i]], row, numbers[i]);
      const Result<void> taken = take({cells, fmt::format("{}:{}", path, batch.line[row])});
      if (!taken) return taken.error();
    }
  }
}

}  // namespace lockstep
