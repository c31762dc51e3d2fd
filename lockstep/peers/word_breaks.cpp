#include "lockstep/peers/word_breaks.h"

#include <unicode/uchar.h>

namespace lockstep {
namespace {

int word_break(char32_t c) { return u_getIntPropertyValue(UChar32(c), UCHAR_WORD_BREAK); }

bool is_newline(int value) { return value == U_WB_CR || value == U_WB_LF || value == U_WB_NEWLINE; }
bool is_ignored(int value) { return value == U_WB_EXTEND || value == U_WB_FORMAT || value == U_WB_ZWJ; }
bool is_letter(int value) { return value == U_WB_ALETTER || value == U_WB_HEBREW_LETTER; }
bool is_inside_word(int value) {
  return value == U_WB_MIDLETTER || value == U_WB_MIDNUMLET || value == U_WB_SINGLE_QUOTE;
}
bool is_inside_number(int value) {
  return value == U_WB_MIDNUM || value == U_WB_MIDNUMLET || value == U_WB_SINGLE_QUOTE;
}

// What stands around a position once rule 4 has taken out what is ignored; -1 beyond the ends.
struct Around {
  int before_left = -1, left = -1, right = -1, after_right = -1;
  int flags_before = 0;  // regional indicators in a row that end at the left
};

// The rules from 5 on; false: no break.
bool breaks_between(const Around& x) {
  if (is_letter(x.left) && is_letter(x.right)) return false;                                                // 5
  if (is_letter(x.left) && is_inside_word(x.right) && is_letter(x.after_right)) return false;               // 6
  if (is_letter(x.before_left) && is_inside_word(x.left) && is_letter(x.right)) return false;               // 7
  if (x.left == U_WB_HEBREW_LETTER && x.right == U_WB_SINGLE_QUOTE) return false;                           // 7a
  if (x.left == U_WB_HEBREW_LETTER && x.right == U_WB_DOUBLE_QUOTE && x.after_right == U_WB_HEBREW_LETTER)  // 7b
    return false;
  if (x.before_left == U_WB_HEBREW_LETTER && x.left == U_WB_DOUBLE_QUOTE && x.right == U_WB_HEBREW_LETTER)  // 7c
    return false;
  const bool left_is_number = x.left == U_WB_NUMERIC, right_is_number = x.right == U_WB_NUMERIC;
  if ((left_is_number || is_letter(x.left)) && right_is_number) return false;                      // 8, 9
  if (left_is_number && is_letter(x.right)) return false;                                          // 10
  if (x.before_left == U_WB_NUMERIC && is_inside_number(x.left) && right_is_number) return false;  // 11
  if (left_is_number && is_inside_number(x.right) && x.after_right == U_WB_NUMERIC) return false;  // 12
  if (x.left == U_WB_KATAKANA && x.right == U_WB_KATAKANA) return false;                           // 13
  const auto joins = [](int value) { return is_letter(value) || value == U_WB_NUMERIC || value == U_WB_KATAKANA; };
  if ((joins(x.left) || x.left == U_WB_EXTENDNUMLET) && x.right == U_WB_EXTENDNUMLET) return false;  // 13a
  if (x.left == U_WB_EXTENDNUMLET && joins(x.right)) return false;                                   // 13b
  return !(x.right == U_WB_REGIONAL_INDICATOR && x.flags_before % 2 == 1);                           // 15, 16, 999
}

}  // namespace

bool is_word_space(char32_t c) { return word_break(c) == U_WB_WSEGSPACE; }

std::vector<bool> word_breaks(std::span<const char32_t> text) {
  const size_t size = text.size();
  std::vector<bool> breaks(size + 1);
  if (size == 0) return breaks;
  breaks[0] = breaks[size] = true;
  std::vector<int> value(size);
  for (size_t i = 0; i < size; ++i) value[i] = word_break(text[i]);
  const auto next_counted = [&](size_t i) {
    while (i < size && is_ignored(value[i])) ++i;
    return i < size ? value[i] : -1;
  };
  Around x;
  x.left = value[0];
  x.flags_before = value[0] == U_WB_REGIONAL_INDICATOR;
  for (size_t i = 1; i < size; ++i) {
    const int before = value[i - 1], here = value[i];
    x.right = here;
    bool is_break;
    if (is_newline(before) || is_newline(here))  // 3, 3a, 3b
      is_break = !(before == U_WB_CR && here == U_WB_LF);
    else if (before == U_WB_ZWJ && u_hasBinaryProperty(UChar32(text[i]), UCHAR_EXTENDED_PICTOGRAPHIC))  // 3c
      is_break = false;
    else if (before == U_WB_WSEGSPACE && here == U_WB_WSEGSPACE)  // 3d
      is_break = false;
    else if (is_ignored(here)) {  // 4
      continue;
    } else {
      x.after_right = next_counted(i + 1);
      is_break = breaks_between(x);
    }
    breaks[i] = is_break;
    if (is_ignored(here) && !is_newline(before)) continue;
    x.before_left = x.left;
    x.left = here;
    x.flags_before = here == U_WB_REGIONAL_INDICATOR ? x.flags_before + 1 : 0;
  }
  return breaks;
}

}  // namespace lockstep
