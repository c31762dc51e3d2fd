#include "lockstep/events/value_filter.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace lockstep {
namespace {

// Without #, without case.
std::string folded(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  std::string result;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), int32_t(text.size()))).foldCase().toUTF8String(result);
  return result;
}

std::vector<std::string> all_folded(std::vector<std::string> texts) {
  for (std::string& text : texts) text = folded(text);
  return texts;
}

}  // namespace

ValueFilter::ValueFilter(const EventFilter& filter, const StringPool& terms)
    : terms_(terms),
      kinds_(filter.only_kinds),
      hashtags_(all_folded(filter.only_hashtags)),
      urls_(filter.only_urls),
      languages_(all_folded(filter.only_languages)) {
  if (!hashtags_.empty()) known_hashtags_.assign(terms.size(), -1);
  if (!urls_.empty()) known_urls_.assign(terms.size(), -1);
  if (!languages_.empty()) known_languages_.assign(terms.size(), -1);
}

bool ValueFilter::matches(Field field, std::string_view text) const {
  if (field == Field::urls) return urls_.matches(text);
  return (field == Field::hashtags ? hashtags_ : languages_).matches(folded(text));
}

bool ValueFilter::has_match(Field field, std::span<const EventValue> values, std::vector<int8_t>& known) {
  for (const EventValue& value : values) {
    if (value.field != field) continue;
    int8_t& match = known[value.term];
    if (match < 0) match = matches(field, terms_[value.term]);
    if (match) return true;
  }
  return false;
}

bool ValueFilter::keeps(EventKind kind, std::span<const EventValue> values) {
  if (!kinds_.empty() && std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) return false;
  if (!hashtags_.empty() && !has_match(Field::hashtags, values, known_hashtags_)) return false;
  if (!urls_.empty() && !has_match(Field::urls, values, known_urls_)) return false;
  return languages_.empty() || has_match(Field::language, values, known_languages_);
}

}  // namespace lockstep
