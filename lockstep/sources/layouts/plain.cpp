#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

// Our own: every column bears the name of what it means. Lists are separated by blanks.
Layout plain_layout() {
  return {.name = "plain",
          .description = "Lockstep's plain layout: columns named for what they mean",
          .signature = {"account_id", "time"},
          .columns = {{"post_id", Field::post_id},
                      {"account_id", Field::account_id},
                      {"time", Field::time},
                      {"kind", Field::kind},
                      {"text", Field::text},
                      {"language", Field::language},
                      {"client", Field::client},
                      {"urls", Field::urls, ListStyle::blanks},
                      {"hashtags", Field::hashtags, ListStyle::blanks},
                      {"mentions", Field::mentions, ListStyle::blanks},
                      {"domains", Field::domains, ListStyle::blanks},
                      {"media_hash", Field::media_hash, ListStyle::blanks},
                      {"object_id", Field::object_id},
                      {"reposted_post_id", Field::reposted_post_id},
                      {"reposted_account_id", Field::reposted_account_id},
                      {"reply_to_post_id", Field::reply_to_post_id},
                      {"reply_to_account_id", Field::reply_to_account_id},
                      {"quoted_post_id", Field::quoted_post_id},
                      {"quoted_account_id", Field::quoted_account_id},
                      {"is_repost", Field::is_repost},
                      {"handle", Field::handle},
                      {"display_name", Field::display_name},
                      {"created_at", Field::created_at},
                      {"followers", Field::followers},
                      {"following", Field::following}}};
}

}  // namespace lockstep
