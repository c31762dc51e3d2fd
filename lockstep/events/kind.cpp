#include "lockstep/events/kind.h"

#include <algorithm>
#include <array>

#include "lockstep/events/cells.h"

namespace lockstep {
namespace {

struct KindName {
  std::string_view name;  // lower case, without _ - and blanks
  EventKind kind;
};

constexpr std::array<KindName, 28> names{
    {{"post", EventKind::post},        {"tweet", EventKind::post},       {"original", EventKind::post},
     {"status", EventKind::post},      {"message", EventKind::post},     {"toot", EventKind::post},
     {"reply", EventKind::reply},      {"comment", EventKind::reply},    {"repliedto", EventKind::reply},
     {"answer", EventKind::reply},     {"repost", EventKind::repost},    {"retweet", EventKind::repost},
     {"retweeted", EventKind::repost}, {"reblog", EventKind::repost},    {"share", EventKind::repost},
     {"forward", EventKind::repost},   {"boost", EventKind::repost},     {"quote", EventKind::quote},
     {"quoted", EventKind::quote},     {"quotetweet", EventKind::quote}, {"like", EventKind::like},
     {"favourite", EventKind::like},   {"favorite", EventKind::like},    {"follow", EventKind::follow},
     {"rename", EventKind::rename},    {"delete", EventKind::deletion},  {"deletion", EventKind::deletion},
     {"deleted", EventKind::deletion}}};

}  // namespace

std::optional<EventKind> kind_named(std::string_view name) {
  std::string plain;
  for (char c : trim(name)) {
    if (c == '_' || c == '-' || c == ' ') continue;
    plain += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  }
  for (const KindName& known : names)
    if (known.name == plain) return known.kind;
  return std::nullopt;
}

bool reads_as_repost(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  return text.starts_with("RT @") && text.size() > 4 && text[4] != ' ';
}

EventKind more_telling(EventKind a, EventKind b) {
  static constexpr std::array<int, 8> rank{0, 1, 3, 2, 4, 5, 6, 7};
  return rank[unsigned(a)] >= rank[unsigned(b)] ? a : b;
}

}  // namespace lockstep
