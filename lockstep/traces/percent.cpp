#include "lockstep/traces/percent.h"

#include <cctype>
#include <optional>

namespace lockstep {
namespace {

bool is_unreserved(char c) {
  return (c & 0x80) == 0 &&
         (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_' || c == '~');
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The byte that %XX at `i` stands for.
std::optional<char> encoded_at(std::string_view text, size_t i) {
  if (text[i] != '%' || i + 2 >= text.size()) return std::nullopt;
  const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  return char(high * 16 + low);
}

void append_encoded(std::string& out, char byte) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out += '%';
  out += digits[value >> 4];
  out += digits[value & 15];
}

}  // namespace

std::string normal_percent(std::string_view part, std::string_view keep) {
  std::string normal;
  normal.reserve(part.size());
  for (size_t i = 0; i < part.size(); ++i) {
    if (const std::optional<char> byte = encoded_at(part, i)) {
      if (is_unreserved(*byte))
        normal += *byte;
      else
        append_encoded(normal, *byte);
      i += 2;
    } else if (is_unreserved(part[i]) || keep.find(part[i]) != std::string_view::npos) {
      normal += part[i];
    } else {
      append_encoded(normal, part[i]);
    }
  }
  return normal;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> byte = encoded_at(text, i);
    decoded += byte ? *byte : text[i];
    if (byte) i += 2;
  }
  return decoded;
}

}  // namespace lockstep
