#include "lockstep/traces/repost_text.h"

#include <algorithm>
#include <cctype>

#include "lockstep/traces/normal_text.h"

namespace lockstep {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool is_name_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' || c == '@';
}

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
}

}  // namespace

std::optional<RepostText> parse_repost(std::string_view text) {
  text = without_blanks_before(text);
  if (!text.starts_with("RT") && !text.starts_with("rt")) return std::nullopt;
  const std::string_view rest = without_blanks_before(text.substr(2));
  if (rest.size() == text.size() - 2 || !rest.starts_with('@')) return std::nullopt;
  const size_t name_end = size_t(std::find_if_not(rest.begin() + 1, rest.end(), is_name_byte) - rest.begin());
  std::string_view body = without_blanks_before(rest.substr(name_end));
  if (name_end == 1 || !body.starts_with(':')) return std::nullopt;
  RepostText repost{std::string(rest.substr(1, name_end - 1)), collapse_blanks(body.substr(1)), false};
  for (char& c : repost.name) c = char(std::tolower(static_cast<unsigned char>(c)));
  if (repost.text.ends_with(ellipsis)) {
    repost.cut = true;
    repost.text = collapse_blanks(std::string_view(repost.text).substr(0, repost.text.size() - ellipsis.size()));
  }
  return repost;
}

}  // namespace lockstep
