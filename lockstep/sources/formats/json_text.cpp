#include "lockstep/sources/formats/json_text.h"

#include <charconv>
#include <cstring>

#include "lockstep/sources/bytes/utf8.h"

namespace lockstep {
namespace {

constexpr char32_t unpaired = 0;  // like NUL, it becomes U+FFFD

// The four hexadecimal digits of \uXXXX at `text`.
std::optional<char32_t> code_unit(std::string_view text) {
  uint32_t unit = 0;
  if (text.size() < 4) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, unit, 16);
  if (error != std::errc() || end != text.data() + 4 || text[0] == '-') return {};
  return unit;
}

// Reads the digits behind \u, and the second half of a pair where there is one.
std::optional<char32_t> code_point(std::string_view text, size_t& i) {
  const std::optional<char32_t> first = code_unit(text.substr(i));
  if (!first) return {};
  i += 4;
  if (*first < 0xd800 || *first > 0xdfff) return first;
  if (*first > 0xdbff || text.substr(i, 2) != "\\u") return unpaired;
  const std::optional<char32_t> second = code_unit(text.substr(i + 2));
  if (!second) return {};
  if (*second < 0xdc00 || *second > 0xdfff) return unpaired;
  i += 6;
  return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
}

std::optional<char> short_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return {};
  }
}

}  // namespace

std::optional<std::string_view> unescape_json(std::string_view escaped, TextArena& arena, uint64_t& replaced) {
  if (escaped.find('\\') == escaped.npos) return escaped;
  char* to = arena.reserve(escaped.size());  // no escape is shorter than what it stands for
  size_t i = 0;
  while (i < escaped.size()) {
    const size_t plain = std::min(escaped.find('\\', i), escaped.size()) - i;
    std::memcpy(to, escaped.data() + i, plain);
    to += plain;
    i += plain;
    if (i == escaped.size()) break;
    if (++i == escaped.size()) return {};
    if (escaped[i] != 'u') {
      const std::optional<char> c = short_escape(escaped[i++]);
      if (!c) return {};
      *to++ = *c;
      continue;
    }
    std::optional<char32_t> c = code_point(escaped, ++i);
    if (!c) return {};
    if (*c == 0) {
      ++replaced;
      c = 0xfffd;
    }
    to = write_utf8(to, *c);
  }
  return arena.keep(to);
}

bool is_json_number(std::string_view token) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t begin = i;
    while (i < token.size() && token[i] >= '0' && token[i] <= '9') ++i;
    return i - begin;
  };
  if (i < token.size() && token[i] == '-') ++i;
  const bool zero = i < token.size() && token[i] == '0';
  const size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (i < token.size() && token[i] == '.' && (++i, digits() == 0)) return false;
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    ++i;
    if (i < token.size() && (token[i] == '+' || token[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == token.size();
}

}  // namespace lockstep
