// lockstep/sources/bytes/utf8.h
#pragma once

#include <string_view>

namespace lockstep {

inline constexpr std::string_view replacement_character = "\xef\xbf\xbd";  // U+FFFD

// Writes a code point (no surrogate) as UTF-8, at most four bytes, and returns the end.
inline char* write_utf8(char* to, char32_t c) {
  if (c < 0x80) {
    *to++ = char(c);
  } else if (c < 0x800) {
    *to++ = char(0xc0 | c >> 6);
    *to++ = char(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *to++ = char(0xe0 | c >> 12);
    *to++ = char(0x80 | (c >> 6 & 0x3f));
    *to++ = char(0x80 | (c & 0x3f));
  } else {
    *to++ = char(0xf0 | c >> 18);
    *to++ = char(0x80 | (c >> 12 & 0x3f));
    *to++ = char(0x80 | (c >> 6 & 0x3f));
    *to++ = char(0x80 | (c & 0x3f));
  }
  return to;
}

}  // namespace lockstep
