// lockstep/events/row_columns.h
//
// The columns of a batch turned into terms, one column at a time: each distinct value of a dictionary once.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lockstep/base/string_pool.h"
#include "lockstep/columnar/row_batch.h"
#include "lockstep/events/cells.h"

namespace lockstep {

// The text of one cell; an integer is written into `digits`. data() == nullptr where absent.
using Digits = char[24];
inline std::string_view cell_text(const ColumnCells& cells, size_t row, Digits& digits) {
  switch (cells.form) {
    case ColumnCells::Form::text:
      return cells.text[row];
    case ColumnCells::Form::dictionary:
      return cells.codes[row] == UINT32_MAX ? std::string_view() : cells.text[cells.codes[row]];
    case ColumnCells::Form::integer:
      break;
  }
  if (!cells.absent.empty() && cells.absent[row]) return {};
  const auto written = std::to_chars(digits, digits + sizeof(digits), cells.integers[row]);
  return {digits, size_t(written.ptr - digits)};
}

// Calls take(row, text) for each row that `use` marks.
template <class Take>
void for_each_cell(const ColumnCells& cells, const std::vector<uint8_t>& use, Take&& take) {
  Digits digits;
  for (size_t row = 0; row < use.size(); ++row)
    if (use[row]) take(row, cell_text(cells, row, digits));
}

// Turns each text into a value by `translate`, and each entry of a dictionary once, when it is first met.
template <class Value, class Translate>
void translate_column(const ColumnCells& cells, const std::vector<uint8_t>& use, std::vector<Value>& out, Value absent,
                      Translate&& translate) {
  out.assign(use.size(), absent);
  if (cells.form != ColumnCells::Form::dictionary) {
    for_each_cell(cells, use, [&](size_t row, std::string_view text) { out[row] = translate(text); });
    return;
  }
  std::vector<Value> known(cells.text.size());
  std::vector<uint8_t> met(cells.text.size(), 0);
  for (size_t row = 0; row < use.size(); ++row) {
    const uint32_t code = cells.codes[row];
    if (!use[row] || code == UINT32_MAX) continue;
    if (!met[code]) {
      known[code] = translate(cells.text[code]);
      met[code] = 1;
    }
    out[row] = known[code];
  }
}

// Interns whole columns; keeps its buffers from one to the next.
class ColumnInterner {
 public:
  // `rule` gives what is interned of a text: it, a part of it, or nothing (data() == nullptr).
  template <class Rule>
  void intern(const ColumnCells& cells, const std::vector<uint8_t>& use, StringPool& pool, std::vector<TermIndex>& out,
              Rule&& rule) {
    if (cells.form == ColumnCells::Form::dictionary) return intern_dictionary(cells, use, pool, out, rule);
    texts_.resize(use.size());
    if (cells.form == ColumnCells::Form::text) {
      for (size_t row = 0; row < use.size(); ++row) texts_[row] = use[row] ? rule(cells.text[row]) : std::string_view();
    } else {
      digits_.resize(use.size() * sizeof(Digits));
      for (size_t row = 0; row < use.size(); ++row)
        texts_[row] = use[row] ? rule(cell_text(cells, row, reinterpret_cast<Digits&>(digits_[row * sizeof(Digits)])))
                               : std::string_view();
    }
    pool.intern_all(texts_, out);
  }

 private:
  // Each entry that some row uses, once.
  template <class Rule>
  void intern_dictionary(const ColumnCells& cells, const std::vector<uint8_t>& use, StringPool& pool,
                         std::vector<TermIndex>& out, Rule&& rule) {
    constexpr uint32_t unused = UINT32_MAX;
    place_.assign(cells.text.size(), unused);
    texts_.clear();
    for (size_t row = 0; row < use.size(); ++row) {
      const uint32_t code = cells.codes[row];
      if (!use[row] || code == UINT32_MAX || place_[code] != unused) continue;
      place_[code] = uint32_t(texts_.size());
      texts_.push_back(rule(cells.text[code]));
    }
    pool.intern_all(texts_, terms_);
    out.assign(use.size(), no_term);
    for (size_t row = 0; row < use.size(); ++row)
      if (use[row] && cells.codes[row] != UINT32_MAX) out[row] = terms_[place_[cells.codes[row]]];
  }

  std::vector<std::string_view> texts_;
  std::vector<char> digits_;
  std::vector<uint32_t> place_;
  std::vector<TermIndex> terms_;
};

}  // namespace lockstep
