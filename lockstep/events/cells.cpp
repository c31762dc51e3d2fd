#include "lockstep/events/cells.h"

#include <array>
#include <cstring>

#include "lockstep/columnar/row_batch.h"

namespace lockstep {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank_or_mark(char c) { return is_blank(c) || c == ';' || c == '|'; }
bool is_list_separator(char c) { return c == list_separator; }

bool is_bracketed(std::string_view cell) { return cell.size() >= 2 && cell.front() == '[' && cell.back() == ']'; }

// Whether a list ends its item at the comma at `i`: inside of a URL a comma belongs to it.
bool ends_item(std::string_view cell, size_t begin, size_t i) {
  if (cell.substr(begin, i - begin).find("://") == std::string_view::npos) return true;
  const std::string_view rest = cell.substr(i + 1);
  return rest.empty() || is_blank(rest[0]) || rest.starts_with("http");
}

}  // namespace

std::string_view without_blank_ends(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_missing_word(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return true;
  if (cell.size() > 6) return false;
  static constexpr std::array<std::string_view, 7> words{"NA", "NaN", "nan", "None", "null", "NULL", "absent"};
  for (std::string_view word : words)
    if (cell == word) return true;
  return false;
}

bool is_rounded_number(std::string_view id) {
  size_t i = 0;
  auto digits = [&] {
    const size_t begin = i;
    while (i < id.size() && is_digit(id[i])) ++i;
    return i != begin;
  };
  if (id.size() > 30 || !digits()) return false;
  if (i < id.size() && (id[i] == '.' || id[i] == ',')) {
    ++i;
    if (!digits()) return false;
  }
  if (i + 2 >= id.size() || (id[i] != 'E' && id[i] != 'e') || id[i + 1] != '+') return false;
  i += 2;
  return digits() && i == id.size();
}

bool is_true(std::string_view cell) {
  cell = trim(cell);
  static constexpr std::array<std::string_view, 9> words{"1", "true", "True", "TRUE", "yes", "Yes", "t", "T", "1.0"};
  for (std::string_view word : words)
    if (cell == word) return true;
  return false;
}

void ListSplitter::take(std::string_view item) {
  item = trim(item);
  if (!item.empty()) items_.push_back(item);
}

template <class IsSeparator>
void ListSplitter::split_at(std::string_view cell, IsSeparator&& is_separator) {
  size_t begin = 0;
  for (size_t i = 0; i < cell.size(); ++i) {
    if (!is_separator(cell[i])) continue;
    take(cell.substr(begin, i - begin));
    begin = i + 1;
  }
  take(cell.substr(begin));
}

void ListSplitter::split_at_single_blanks(std::string_view cell) {
  while (true) {
    const size_t end = cell.find(' ');
    items_.push_back(cell.substr(0, end));
    if (end == std::string_view::npos) return;
    cell.remove_prefix(end + 1);
  }
}

void ListSplitter::split_at_commas(std::string_view cell, bool also_at_blanks) {
  size_t begin = 0;
  for (size_t i = 0; i < cell.size(); ++i) {
    if (!(cell[i] == ',' && ends_item(cell, begin, i)) && !(also_at_blanks && is_blank(cell[i]))) continue;
    take(cell.substr(begin, i - begin));
    begin = i + 1;
  }
  take(cell.substr(begin));
}

// 'it\'s' or "it's", which begins at `begin`; returns where it ends.
size_t ListSplitter::take_quoted(std::string_view inside, size_t begin) {
  const char quote = inside[begin];
  std::string item;
  size_t i = begin + 1;
  for (; i < inside.size() && inside[i] != quote; ++i) {
    if (inside[i] == '\\' && i + 1 < inside.size()) ++i;
    item += inside[i];
  }
  take(unescaped_.emplace_back(std::move(item)));
  return i + 1;
}

// Early releases of the archive wrote the items without quotes.
void ListSplitter::split_python(std::string_view inside) {
  const std::string_view first = trim(inside);
  if (first.empty() || (first.front() != '\'' && first.front() != '"')) return split_at_commas(inside, false);
  for (size_t i = 0; i < inside.size();) {
    if (inside[i] == '\'' || inside[i] == '"') {
      i = take_quoted(inside, i);
    } else {
      ++i;
    }
  }
}

void ListSplitter::clear() {
  items_.clear();
  unescaped_.clear();
}

void ListSplitter::split(std::string_view cell, ListStyle style) {
  if (is_missing(cell)) return;
  if (std::memchr(cell.data(), list_separator, cell.size())) return split_at(cell, is_list_separator);
  const std::string_view whole = trim(cell);
  switch (style) {
    case ListStyle::single:
      return take(whole);
    case ListStyle::blanks:
      return split_at(whole, is_blank);
    case ListStyle::single_blanks:
      return split_at_single_blanks(cell);
    case ListStyle::commas:
      return split_at_commas(whole, false);
    case ListStyle::python:
    case ListStyle::any:
      break;
  }
  if (is_bracketed(whole)) return split_python(whole.substr(1, whole.size() - 2));
  if (style == ListStyle::python) return take(whole);
  if (whole.find(',') == std::string_view::npos) return split_at(whole, is_blank_or_mark);
  split_at_commas(whole, whole.find("://") != std::string_view::npos);
}

}  // namespace lockstep
