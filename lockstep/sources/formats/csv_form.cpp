#include "lockstep/sources/formats/csv_form.h"

#include <array>
#include <vector>

namespace lockstep {
namespace {

constexpr size_t rows_looked_at = 50;

// Cells in each of the first rows. Only for counting: the last row may be cut off and is left out where others are.
std::vector<size_t> count_cells(std::string_view head, CsvForm form) {
  std::vector<size_t> rows;
  size_t cells = 1;
  bool quoted = false, cell_begins = true, blank = true;
  for (char c : head) {
    if (c == '"' && (cell_begins || quoted)) {
      quoted = !quoted;
      blank = cell_begins = false;
    } else if (!quoted && c == form.row_end) {
      if (!blank) rows.push_back(cells);
      if (rows.size() == rows_looked_at) return rows;
      cells = 1;
      blank = cell_begins = true;
    } else if (!quoted && c == form.separator) {
      ++cells;
      cell_begins = true;
      blank = false;
    } else {
      blank &= c == '\r';
      cell_begins = false;
    }
  }
  if (rows.empty() && !blank) rows.push_back(cells);
  return rows;
}

}  // namespace

CsvForm detect_csv_form(std::string_view head) {
  const char row_end = head.find('\n') == head.npos && head.find('\r') != head.npos ? '\r' : '\n';
  CsvForm best{',', row_end};
  double best_agreement = 0;
  size_t best_cells = 1;
  for (char separator : std::array{',', '\t', ';', '|'}) {
    const std::vector<size_t> rows = count_cells(head, {separator, row_end});
    if (rows.empty() || rows.front() < 2) continue;
    size_t agreeing = 0;
    for (size_t cells : rows) agreeing += cells == rows.front();
    const double agreement = double(agreeing) / double(rows.size());
    if (agreement > best_agreement || (agreement == best_agreement && rows.front() > best_cells)) {
      best = {separator, row_end};
      best_agreement = agreement;
      best_cells = rows.front();
    }
  }
  return best;
}

}  // namespace lockstep
