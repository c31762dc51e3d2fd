// What columns are likely to mean, by the names that exports of platforms and tools give them. Only ever suggested: a
// table is never read by a guess.

#include <algorithm>
#include <optional>

#include "lockstep/base/nearest.h"
#include "lockstep/base/shell.h"
#include "lockstep/sources/layout.h"

namespace lockstep {
namespace {

struct UsualNames {
  Field field;
  std::vector<std::string> names;  // the likeliest first
};

const std::vector<UsualNames>& usual_names() {
  static const std::vector<UsualNames> usual{
      {Field::account_id,
       {"account_id",  "user_id", "userid",   "author_id", "user.id_str", "user.id", "account.id", "author.id",
        "channel_id",  "from_id", "actor_id", "account",   "user",        "author",  "username",   "user_name",
        "screen_name", "handle",  "from",     "creator",   "did",         "uid",     "facebook_id"}},
      {Field::time, {"time",          "timestamp",    "created_at",   "created_utc", "created",        "create_time",
                     "creation_time", "publish_date", "published_at", "published",   "posted_at",      "post_created",
                     "post_time",     "tweet_time",   "datetime",     "date_time",   "unix_timestamp", "date_unixtime",
                     "time_us",       "date",         "when"}},
      {Field::post_id,
       {"post_id", "tweet_id", "tweetid", "message_id", "status_id", "content_id", "comment_id", "video_id", "id_str",
        "id"}},
      {Field::urls,
       {"entities.urls.expanded_url", "urls", "url", "links", "link", "expanded_url", "expanded_urls", "final_link"}},
      {Field::hashtags,
       {"entities.hashtags.text", "entities.hashtags.tag", "hashtags", "hashtag", "tags", "hashtag_names"}},
      {Field::text, {"text", "full_text", "tweet_text", "message", "content", "body", "caption", "post", "tweet"}},
      {Field::mentions, {"mentions", "user_mentions", "mentioned_users"}},
      {Field::domains, {"domains", "domain"}},
      {Field::media_hash, {"media_hash", "phash", "image_hash", "pdq"}},
      {Field::object_id, {"object_id", "object"}},
      {Field::reposted_post_id,
       {"reposted_post_id", "retweet_id", "retweeted_status_id", "retweet_tweetid", "repost_id", "reblog_of_id",
        "retweeted_status.id_str"}},
      {Field::reply_to_post_id,
       {"reply_to_post_id", "in_reply_to_status_id", "in_reply_to_tweetid", "in_reply_to_id", "reply_id", "parent_id",
        "in_reply_to_status_id_str"}},
      {Field::quoted_post_id, {"quoted_post_id", "quoted_status_id", "quoted_tweet_tweetid", "quoted_status_id_str"}},
      {Field::language, {"language", "lang", "tweet_language"}},
  };
  return usual;
}

// "Posted At", "posted-at" and "posted_at" are one name.
std::string plain_name(std::string_view column) {
  std::string plain;
  for (char c : column) plain += c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return plain;
}

std::optional<std::string> column_for(const UsualNames& usual, const std::vector<std::string>& columns) {
  std::vector<std::string> plain;
  for (const std::string& column : columns) plain.push_back(plain_name(column));
  for (const std::string& name : usual.names)
    for (size_t i = 0; i < columns.size(); ++i)
      if (plain[i] == name) return columns[i];
  for (const std::string& name : usual.names)
    for (size_t i = 0; i < columns.size(); ++i)
      if (plain[i].ends_with('.' + name)) return columns[i];
  for (const std::string& name : usual.names) {
    if (name.size() < 4) continue;
    const std::vector<std::string> near = nearest_names(name, plain, 1);
    if (near.empty() || 4 * edit_distance(near[0], name) > name.size()) continue;
    return columns[size_t(std::ranges::find(plain, near[0]) - plain.begin())];
  }
  return std::nullopt;
}

}  // namespace

std::string suggest_mapping(const std::vector<std::string>& columns) {
  std::string mapping;
  std::vector<std::string> left = columns;
  for (const UsualNames& usual : usual_names()) {
    const std::optional<std::string> column = column_for(usual, left);
    if (!column) continue;
    std::erase(left, *column);
    if (*column == name(usual.field)) continue;  // means itself
    if (!mapping.empty()) mapping += ',';
    mapping += std::string(name(usual.field)) + '=' + *column;
  }
  return mapping.empty() ? "" : quoted_for_shell(mapping);
}

}  // namespace lockstep
