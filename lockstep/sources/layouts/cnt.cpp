#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

Layout cnt_layout() {
  return {.name = "cnt",
          .description = "Coordination Network Toolkit's CSV",
          .signature = {"message_id", "user_id", "repost_id", "reply_id", "message", "timestamp"},
          .columns = {{"message_id", Field::post_id},
                      {"user_id", Field::account_id},
                      {"username", Field::handle},
                      {"repost_id", Field::reposted_post_id},
                      {"reply_id", Field::reply_to_post_id},
                      {"message", Field::text},
                      {"timestamp", Field::time},
                      {"urls", Field::urls, ListStyle::blanks}}};
}

}  // namespace lockstep
