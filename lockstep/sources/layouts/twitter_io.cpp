#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

// 31 columns. Traps: lists as Python prints them, "absent" for no place, counts as 0.0, identifiers of small accounts
// hashed to base64 with + / =.
Layout twitter_io_layout() {
  return {.name = "twitter-io",
          .description = "Twitter information-operations archive, posts",
          .signature = {"tweetid", "userid", "tweet_time"},
          .columns = {{"tweetid", Field::post_id},
                      {"userid", Field::account_id},
                      {"tweet_time", Field::time},
                      {"tweet_text", Field::text},
                      {"tweet_language", Field::language},
                      {"tweet_client_name", Field::client},
                      {"urls", Field::urls, ListStyle::python},
                      {"hashtags", Field::hashtags, ListStyle::python},
                      {"user_mentions", Field::mentions, ListStyle::python},
                      {"in_reply_to_userid", Field::reply_to_account_id},
                      {"in_reply_to_tweetid", Field::reply_to_post_id},
                      {"quoted_tweet_tweetid", Field::quoted_post_id},
                      {"is_retweet", Field::is_repost},
                      {"retweet_userid", Field::reposted_account_id},
                      {"retweet_tweetid", Field::reposted_post_id},
                      {"user_screen_name", Field::handle},
                      {"user_display_name", Field::display_name},
                      {"account_creation_date", Field::created_at},
                      {"follower_count", Field::followers},
                      {"following_count", Field::following}}};
}

Layout twitter_io_users_layout() {
  return {.name = "twitter-io-users",
          .description = "Twitter information-operations archive, accounts",
          .signature = {"userid", "user_screen_name", "account_creation_date"},
          .columns = {{"userid", Field::account_id},
                      {"user_screen_name", Field::handle},
                      {"user_display_name", Field::display_name},
                      {"account_creation_date", Field::created_at},
                      {"follower_count", Field::followers},
                      {"following_count", Field::following}},
          .holds = TableKind::accounts};
}

}  // namespace lockstep
