// lockstep/traces/repost_text.h
//
// Reposts that are known by their text only: "RT @name: …", often cut short.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

struct RepostText {
  std::string name;  // lower case, without @
  std::string text;  // what the name is said to have posted, blanks collapsed, without the … that it may be cut at
  bool cut;          // ends with …: more may have followed
};

// What a repost's text names; nothing where the text is no repost.
std::optional<RepostText> parse_repost(std::string_view text);

}  // namespace lockstep
