#include "lockstep/columnar/parquet/damaged_text.h"

#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace lockstep::parquet {
namespace {

using Form = ColumnCells::Form;

bool is_ascii(std::string_view text) {
  uint64_t seen = 0, word;
  if (text.size() < sizeof(word)) {
    for (char c : text) seen |= uint8_t(c);
    return seen < 0x80;
  }
  const char* const last = text.data() + text.size() - sizeof(word);
  for (const char* at = text.data(); at < last; at += sizeof(word)) {
    std::memcpy(&word, at, sizeof(word));
    seen |= word;
  }
  std::memcpy(&word, last, sizeof(word));
  return ((seen | word) & 0x8080808080808080u) == 0;
}

bool is_damaged(std::string_view text) { return !is_ascii(text) && !arrow::util::ValidateUTF8(text); }

std::string readable(std::string_view text) {
  std::string shown;
  for (unsigned char c : text.substr(0, 60)) shown += c < 0x80 ? std::string(1, char(c)) : fmt::format("\\x{:02x}", c);
  return shown;
}

// Calls found(row, text) for each damaged cell of a column.
template <class Found>
void for_each_damaged(const ColumnCells& cells, Found&& found) {
  if (std::none_of(cells.text.begin(), cells.text.end(), is_damaged)) return;
  std::vector<bool> damaged(cells.text.size());
  for (size_t i = 0; i < cells.text.size(); ++i) damaged[i] = is_damaged(cells.text[i]);
  if (cells.form == Form::text)
    for (size_t row = 0; row < cells.text.size(); ++row)
      if (damaged[row]) found(row, cells.text[row]);
  if (cells.form == Form::dictionary)
    for (size_t row = 0; row < cells.codes.size(); ++row)
      if (cells.codes[row] != UINT32_MAX && damaged[cells.codes[row]]) found(row, cells.text[cells.codes[row]]);
}

template <class T>
void keep(std::vector<T>& values, const std::vector<bool>& left_out) {
  size_t kept = 0;
  for (size_t row = 0; row < values.size(); ++row)
    if (!left_out[row]) values[kept++] = values[row];
  values.resize(kept);
}

}  // namespace

void leave_out_damaged_text(RowBatch& batch, std::vector<BadRow>& bad) {
  std::vector<bool> left_out;
  for (size_t column = 0; column < batch.columns.size(); ++column)
    for_each_damaged(batch.columns[column], [&](size_t row, std::string_view text) {
      left_out.resize(batch.rows);
      if (left_out[row]) return;
      left_out[row] = true;
      bad.push_back({.line = batch.line[row],
                     .column = uint32_t(column + 1),
                     .kind = "invalid UTF-8",
                     .reason = fmt::format("\"{}\" is not UTF-8", readable(text))});
    });
  if (left_out.empty()) return;
  for (ColumnCells& cells : batch.columns) {
    if (cells.form == Form::text) keep(cells.text, left_out);
    keep(cells.codes, left_out);
    keep(cells.integers, left_out);
    keep(cells.absent, left_out);
  }
  keep(batch.line, left_out);
  batch.rows = batch.line.size();
}

}  // namespace lockstep::parquet
