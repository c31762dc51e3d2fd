#include "lockstep/traces/hashtag.h"

#include "lockstep/traces/normal_text.h"

namespace lockstep {

std::string normal_hashtag(std::string_view tag) {
  const std::string folded = collapse_blanks(fold_characters(tag));
  const size_t begin = folded.find_first_not_of('#');
  return begin == std::string::npos ? std::string() : '#' + folded.substr(begin);
}

}  // namespace lockstep
