#include "lockstep/sources/formats/text_batch.h"

#include <algorithm>

namespace lockstep {
namespace {

constexpr size_t most_rows = 4096;
constexpr size_t most_cells = size_t(1) << 16;

}  // namespace

void TextBatch::open(const std::vector<bool>& wanted, RowBatch& batch) {
  const auto columns = size_t(std::count(wanted.begin(), wanted.end(), true));
  room = std::clamp<size_t>(most_cells / std::max<size_t>(1, columns), 1, most_rows);
  slots.assign(wanted.size(), nullptr);
  batch.rows = 0;
  batch.line.resize(room);
  batch.columns.resize(wanted.size());
  for (size_t c = 0; c < wanted.size(); ++c) {
    ColumnCells& column = batch.columns[c];
    column.form = ColumnCells::Form::text;
    column.text.resize(wanted[c] ? room : 0);
    if (wanted[c]) slots[c] = column.text.data();
  }
}

void TextBatch::close(RowBatch& batch) const {
  for (size_t c = 0; c < slots.size(); ++c)
    if (slots[c] != nullptr) batch.columns[c].text.resize(batch.rows);
  batch.line.resize(batch.rows);
}

}  // namespace lockstep
