#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

// The input of CooRTweet's detect_groups(): whoever made the table chose what an object is.
Layout coortweet_layout() {
  return {.name = "coortweet",
          .description = "CooRTweet's table: who shared which object when",
          .signature = {"object_id", "account_id", "content_id", "timestamp_share"},
          .columns = {{"object_id", Field::object_id},
                      {"account_id", Field::account_id},
                      {"content_id", Field::post_id},
                      {"timestamp_share", Field::time}}};
}

}  // namespace lockstep
