#include "lockstep/peers/toolkit_text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <string>

#include "lockstep/peers/word_breaks.h"

namespace lockstep {
namespace {

std::string python_lower(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string lowered;
  icu::StringByteSink<std::string> sink(&lowered, int32_t(text.size()));
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), int32_t(text.size())), sink, nullptr, status);
  assert(U_SUCCESS(status));
  return lowered;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (int32_t i = 0; i < int32_t(text.size());) {
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, i, int32_t(text.size()), c);
    points += char32_t(c);
  }
  return points;
}

void append_utf8(std::string& text, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, UChar32(c));
  text.append(bytes, size_t(size));
}

// Python's str.split() also splits at the four information separators; \s of a regular expression does not.
bool is_regex_space(char32_t c) { return u_isUWhiteSpace(UChar32(c)); }
bool is_python_space(char32_t c) { return (c >= 0x1C && c <= 0x1F) || is_regex_space(c); }

std::u32string cleaned(std::string_view text) {
  std::u32string kept;
  bool in_mention = false;
  for (char32_t c : code_points(python_lower(text))) {
    in_mention = in_mention ? !is_regex_space(c) : c == U'@';
    if (!in_mention) kept += c;
  }
  return kept;
}

// visit(word) for each run of characters that are no white space.
template <class Visit>
void for_each_word(std::u32string_view text, Visit&& visit) {
  std::string word;
  for (char32_t c : text) {
    if (!is_python_space(c)) {
      append_utf8(word, c);
    } else if (!word.empty()) {
      visit(word);
      word.clear();
    }
  }
  if (!word.empty()) visit(word);
}

}  // namespace

std::string toolkit_message(std::string_view text) {
  std::string message;
  for_each_word(cleaned(text), [&](const std::string& word) {
    if (!message.empty()) message += ' ';
    message += word;
  });
  return message;
}

std::vector<std::string> toolkit_tokens(std::string_view text) {
  const std::u32string points = cleaned(text);
  const std::vector<bool> breaks = word_breaks(points);
  std::vector<std::string> tokens;
  const auto take = [&](size_t begin, size_t end) {
    for_each_word(std::u32string_view(points).substr(begin, end - begin),
                  [&](const std::string& word) { tokens.push_back(word); });
  };
  size_t begin = 0;
  for (size_t i = 0; i < points.size();) {
    if (!breaks[i]) {
      ++i;
      continue;
    }
    take(begin, i);
    begin = i;
    while (begin < points.size() && is_word_space(points[begin])) ++begin;
    if (begin < points.size() && points[begin] == U'\'') ++begin;
    i = std::max(begin, i + 1);
  }
  take(begin, points.size());
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  return tokens;
}

}  // namespace lockstep
