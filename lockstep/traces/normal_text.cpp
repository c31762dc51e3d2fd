#include "lockstep/traces/normal_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace lockstep {
namespace {

constexpr int enough_letters = 20;
constexpr int letters_an_ideograph = 3;
constexpr UChar32 first_script_without_blanks = 0x2E80;  // Han, Kana, Bopomofo, Yi, Hangul, full-width forms
constexpr UChar32 ellipsis = 0x2026;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool is_ascii_alnum(UChar32 c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

bool is_word_byte(char c) { return (c & 0x80) != 0 || is_ascii_alnum(c) || c == '_'; }

bool is_blank(UChar32 c) { return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c); }

// The code point at `i`, which moves behind it.
UChar32 next_code_point(std::string_view text, size_t& i) {
  UChar32 c;
  auto at = int32_t(i);
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), at, int32_t(text.size()), c);
  i = size_t(at);
  return c;
}

bool begins_with(std::string_view text, std::string_view lower_case_prefix) {
  return text.size() >= lower_case_prefix.size() &&
         std::equal(lower_case_prefix.begin(), lower_case_prefix.end(), text.begin(),
                    [](char expected, char c) { return lower(c) == expected; });
}

size_t link_end(std::string_view text, size_t begin) {
  for (size_t i = begin; i < text.size();) {
    const size_t here = i;
    const UChar32 c = next_code_point(text, i);
    if (c == ellipsis) return i;
    if (is_blank(c) || c >= first_script_without_blanks) return here;
  }
  return text.size();
}

// Where the link that begins here ends; `begin` where none does.
size_t skip_link(std::string_view text, size_t begin) {
  const char first = lower(text[begin]);
  if (first != 'h' && first != 'w' && first != 'p' && first != 't') return begin;
  static constexpr std::array<std::string_view, 2> anywhere{"http://", "https://"};
  static constexpr std::array<std::string_view, 3> at_a_word{"www.", "pic.twitter.com/", "t.co/"};
  const auto starts = [&](std::string_view prefix) { return begins_with(text.substr(begin), prefix); };
  if (std::any_of(anywhere.begin(), anywhere.end(), starts)) return link_end(text, begin);
  if (begin > 0 && is_word_byte(text[begin - 1])) return begin;
  return std::any_of(at_a_word.begin(), at_a_word.end(), starts) ? link_end(text, begin) : begin;
}

// @name, @name@host.example, @name.host.example; ＠ too. A name that begins with an ASCII letter holds no others, so
// that it ends where a script without blanks begins.
size_t skip_mention(std::string_view text, size_t begin) {
  static constexpr std::string_view full_width_at = "\xEF\xBC\xA0";
  size_t at = begin;
  if (text[at] == '@')
    ++at;
  else if (text.substr(at).starts_with(full_width_at))
    at += full_width_at.size();
  else
    return begin;
  if (begin > 0 && is_word_byte(text[begin - 1]) && (text[begin - 1] & 0x80) == 0) return begin;  // an e-mail address
  const bool ascii = at < text.size() && (text[at] & 0x80) == 0;
  size_t end = at;
  bool after_joint = false;
  for (size_t i = at; i < text.size();) {
    const UChar32 c = next_code_point(text, i);
    const bool joint = end > at && (c == '.' || c == '-' || c == '@');
    if (joint && !after_joint) {
      after_joint = true;
      continue;
    }
    if (!(c == '_' || (c < 0x80 ? is_ascii_alnum(c) : !ascii && u_isalnum(c)))) break;
    after_joint = false;
    end = i;
  }
  return end > at ? end : begin;
}

std::string without_links_and_mentions(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t end = skip_link(text, i);
    if (end == i) end = skip_mention(text, i);
    if (end > i) {
      kept += ' ';
      i = end;
    } else {
      kept += text[i++];
    }
  }
  return kept;
}

}  // namespace

std::string fold_characters(std::string_view text) {
  std::string folded;
  if (is_ascii(text)) {
    folded.resize(text.size());
    std::transform(text.begin(), text.end(), folded.begin(), lower);
    return folded;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  icu::StringByteSink<std::string> sink(&folded, int32_t(text.size()));
  form->normalizeUTF8(0, icu::StringPiece(text.data(), int32_t(text.size())), sink, nullptr, status);
  assert(U_SUCCESS(status));
  return folded;
}

std::string collapse_blanks(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  bool blank = false;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    if (is_blank(next_code_point(text, i))) {
      blank = true;
      continue;
    }
    if (blank && !collapsed.empty()) collapsed += ' ';
    blank = false;
    collapsed.append(text.substr(begin, i - begin));
  }
  return collapsed;
}

std::string normal_text(std::string_view text) {
  return collapse_blanks(fold_characters(without_links_and_mentions(text)));
}

bool says_enough(std::string_view normal) {
  int letters = 0;
  for (size_t i = 0; i < normal.size() && letters < enough_letters;) {
    const UChar32 c = next_code_point(normal, i);
    if (c < 0x80)
      letters += is_ascii_alnum(c);
    else if (u_isalnum(c))
      letters += u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3040 && c < 0x3100) ? letters_an_ideograph : 1;
  }
  return letters >= enough_letters;
}

}  // namespace lockstep
