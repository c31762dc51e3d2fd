#include "lockstep/traces/shorteners.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/sources/sources.h"
#include "lockstep/traces/canonical_url.h"

namespace lockstep {
namespace {

constexpr int most_steps = 8;  // and so rings end

Result<uint32_t> column_named(std::string_view name, const Table& table) {
  const std::vector<std::string>& columns = table.rows->columns();
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found != columns.end()) return uint32_t(found - columns.begin());
  return Error{.kind = ErrorKind::input,
               .message = fmt::format("no column \"{}\"", name),
               .where = table.path,
               .hint = "a table of shorteners has the columns short and long"};
}

Error useless_row(const Table& table, uint64_t line, std::string reason) {
  return {.kind = ErrorKind::input,
          .message = std::move(reason),
          .where = fmt::format("{}:{}", table.path, line),
          .hint = "each row of a table of shorteners names a short link and what it stands for"};
}

// Empty where it is absent, or no text at all.
std::string_view text_of(const ColumnCells& cells, size_t row) {
  if (cells.form == ColumnCells::Form::text) return cells.text[row];
  if (cells.form == ColumnCells::Form::integer || cells.codes[row] == UINT32_MAX) return {};
  return cells.text[cells.codes[row]];
}

Result<void> read_table(Table& table, Shorteners& shorteners) {
  const Result<uint32_t> short_column = column_named("short", table), long_column = column_named("long", table);
  if (!short_column) return short_column.error();
  if (!long_column) return long_column.error();
  std::vector<bool> wanted(table.rows->columns().size());
  wanted[*short_column] = wanted[*long_column] = true;
  RowBatch batch;
  std::vector<BadRow> bad;
  while (true) {
    const Result<bool> more = table.rows->next(wanted, batch, bad);
    if (!more) return more.error();
    if (!bad.empty()) return useless_row(table, bad[0].line, bad[0].reason);
    if (!*more) return {};
    for (size_t row = 0; row < batch.rows; ++row) {
      const std::string_view from = text_of(batch.columns[*short_column], row);
      const std::string_view to = text_of(batch.columns[*long_column], row);
      if (from.empty() || to.empty()) return useless_row(table, batch.line[row], "an empty link");
      shorteners.add(from, to);
    }
  }
}

}  // namespace

void Shorteners::add(std::string_view short_url, std::string_view long_url) {
  std::string target = canonical_url(long_url);
  const auto [known, is_new] = long_of_short_.try_emplace(canonical_url(short_url), target);
  if (!is_new && target < known->second) known->second = std::move(target);
}

std::string Shorteners::canonical(std::string_view url) const {
  std::string found = canonical_url(url);
  for (int step = 0; step < most_steps; ++step) {
    const auto next = long_of_short_.find(found);
    if (next == long_of_short_.end()) break;
    found = next->second;
  }
  return found;
}

Result<Shorteners> read_shorteners(const std::string& path) {
  Shorteners shorteners;
  if (path.empty()) return shorteners;
  Result<std::vector<Table>> tables = open_tables(path, {});
  if (!tables) return tables.error();
  for (Table& table : *tables)
    if (Result<void> read = read_table(table, shorteners); !read) return read.error();
  return shorteners;
}

}  // namespace lockstep
