#include "server/http/target.h"

#include <simdjson.h>

namespace lockstep::server {
namespace {

constexpr size_t most_parameters = 200;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

enum class Plus { literal, blank };

// Control characters are refused in paths; a query may hold line breaks and tabs (a note's text), but no NUL.
bool allowed(char c, Plus plus) {
  if (!is_control(c)) return true;
  return plus == Plus::blank && (c == '\n' || c == '\r' || c == '\t');
}

std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (is_control(c) || c == ' ') return std::nullopt;
    if (c == '+' && plus == Plus::blank) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      if (!allowed(c, plus)) return std::nullopt;
      i += 2;
    }
    decoded += c;
  }
  if (!simdjson::validate_utf8(decoded)) return std::nullopt;
  return decoded;
}

// Calls each(part) for the parts between separators; stops, and returns false, where it does.
template <class Each>
bool split(std::string_view text, char separator, Each&& each) {
  for (;;) {
    const size_t end = text.find(separator);
    if (!each(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

bool read_segments(std::string_view path, std::vector<std::string>& segments) {
  return split(path, '/', [&](std::string_view part) {
    std::optional<std::string> segment = decode(part, Plus::literal);
    if (!segment || *segment == "." || *segment == "..") return false;
    segments.push_back(std::move(*segment));
    return true;
  });
}

bool read_query(std::string_view text, Pairs& query) {
  return split(text, '&', [&](std::string_view part) {
    if (part.empty()) return true;
    const size_t equals = part.find('=');
    std::optional<std::string> name = decode(part.substr(0, equals), Plus::blank);
    std::optional<std::string> value =
        equals == std::string_view::npos ? std::string() : decode(part.substr(equals + 1), Plus::blank);
    if (!name || !value || query.size() == most_parameters) return false;
    query.emplace_back(std::move(*name), std::move(*value));
    return true;
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// RFC 6265, 4.1.1: no control characters, blanks, quotes, commas, semicolons or backslashes.
bool is_cookie_value(std::string_view value) {
  for (const char c : value)
    if (is_control(c) || static_cast<unsigned char>(c) > 0x7e || c == ' ' || c == '"' || c == ',' || c == '\\')
      return false;
  return true;
}

}  // namespace

std::string Target::path() const {
  std::string path;
  for (const std::string& segment : segments) path += "/" + segment;
  return path;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  const size_t mark = target.find('?');
  Target parsed;
  if (!read_segments(target.substr(1, mark == std::string_view::npos ? mark : mark - 1), parsed.segments))
    return std::nullopt;
  if (mark != std::string_view::npos && !read_query(target.substr(mark + 1), parsed.query)) return std::nullopt;
  return parsed;
}

Names parse_cookies(std::string_view header) {
  Names cookies;
  split(header, ';', [&](std::string_view part) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) return true;
    const std::string_view name = trimmed(part.substr(0, equals)), value = trimmed(part.substr(equals + 1));
    if (!name.empty() && is_cookie_value(name) && is_cookie_value(value)) cookies.emplace(name, value);
    return true;
  });
  return cookies;
}

}  // namespace lockstep::server
