#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

// One row for each post x URL x hashtag …, every value an opaque number given by the publisher.
Layout german_elections_layout() {
  return {.name = "german-elections",
          .description = "German elections table: a row for each post, URL, hashtag, domain and image",
          .signature = {"account_id", "post_id", "url_id", "hashtag_id", "domain_id", "phash_id", "timestamp"},
          .columns = {{"account_id", Field::account_id},
                      {"post_id", Field::post_id},
                      {"url_id", Field::urls},
                      {"hashtag_id", Field::hashtags},
                      {"domain_id", Field::domains},
                      {"phash_id", Field::media_hash},
                      {"timestamp", Field::time}}};
}

}  // namespace lockstep
