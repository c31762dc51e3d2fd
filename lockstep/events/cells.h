// lockstep/events/cells.h
//
// What stands in one cell: nothing, one value, several.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/sources/layout.h"

namespace lockstep {

inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool has_blank_end(std::string_view text) {
  return !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
}

// Nearly all cells have nothing of what follows, which their first or last bytes tell.
std::string_view without_blank_ends(std::string_view text);
inline std::string_view trim(std::string_view text) { return has_blank_end(text) ? without_blank_ends(text) : text; }

// Absent, empty, blank, or one of the words that programs put where there is nothing: NA, NaN, None, null, absent.
bool is_missing_word(std::string_view cell);
inline bool is_missing(std::string_view cell) {
  if (cell.empty()) return true;
  if (has_blank_end(cell)) return is_missing_word(cell);
  return cell.size() <= 6 && (cell.front() == 'N' || cell.front() == 'n' || cell.front() == 'a') &&
         is_missing_word(cell);
}

// A number that a spreadsheet has rounded: 1.01421E+18. Two of them may be the same though the identifiers were not.
bool is_rounded_number(std::string_view id);
inline bool is_damaged_id(std::string_view id) {
  if (id.size() < 4) return false;
  const char* const last = id.data() + id.size() - 4;
  return (last[0] == '+' || last[1] == '+' || last[2] == '+' || last[3] == '+') && is_rounded_number(id);
}

// "true", "1", "yes", "t" in any case, and 1.0.
bool is_true(std::string_view cell);

// The items of cells, one after the other, without those that are empty; but ListStyle::single_blanks
// keeps them.
class ListSplitter {
 public:
  void clear();
  // Appends the items of a cell, which must live as long as they do.
  void split(std::string_view cell, ListStyle style);
  // Until the next call.
  std::span<const std::string_view> items() const { return items_; }

 private:
  template <class IsSeparator>
  void split_at(std::string_view cell, IsSeparator&& is_separator);
  void split_at_single_blanks(std::string_view cell);
  void split_at_commas(std::string_view cell, bool also_at_blanks);
  void split_python(std::string_view inside);
  size_t take_quoted(std::string_view inside, size_t begin);
  void take(std::string_view item);

  std::vector<std::string_view> items_;
  std::deque<std::string> unescaped_;
};

}  // namespace lockstep
