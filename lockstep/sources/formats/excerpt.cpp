#include "lockstep/sources/formats/excerpt.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <iterator>

namespace lockstep {
namespace {

constexpr size_t shown_bytes = 60;
constexpr size_t bytes_before = 20;

// The character at the front of `text`, or nothing where it is not UTF-8.
std::string_view first_character(std::string_view text) {
  const unsigned char first = static_cast<unsigned char>(text[0]);
  const std::string_view character = text.substr(0, first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
  return simdjson::validate_utf8(character.data(), character.size()) ? character : std::string_view();
}

}  // namespace

std::string beginning(std::string_view text) {
  std::string shown;
  size_t i = 0;
  while (i < text.size() && i < shown_bytes) {
    const unsigned char first = static_cast<unsigned char>(text[i]);
    const std::string_view character = first_character(text.substr(i));
    if (!character.empty() && first >= 0x20 && first != 0x7f) {
      shown += character;
      i += character.size();
    } else {
      fmt::format_to(std::back_inserter(shown), "\\x{:02x}", first);
      ++i;
    }
  }
  return shown + (i < text.size() ? "…" : "");
}

std::string excerpt(std::string_view text) { return fmt::format("\"{}\"", beginning(text)); }

std::string excerpt_at_invalid(std::string_view text) {
  size_t i = 0, begin = 0;
  while (i < text.size()) {
    const size_t length = first_character(text.substr(i)).size();
    if (length == 0) break;
    i += length;
    while (i - begin > bytes_before) begin += first_character(text.substr(begin)).size();
  }
  return (begin > 0 ? "…" : "") + excerpt(text.substr(begin));
}

}  // namespace lockstep
