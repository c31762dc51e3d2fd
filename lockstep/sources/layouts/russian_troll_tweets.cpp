#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

// The author stands before external_author_id: the published files have the latter rounded by a spreadsheet, so that
// it joins different accounts.
Layout russian_troll_tweets_layout() {
  return {.name = "russian-troll-tweets",
          .description = "russian-troll-tweets CSV (Linvill and Warren)",
          .signature = {"content", "publish_date", "post_type"},
          .columns = {{"author", Field::account_id},
                      {"external_author_id", Field::account_id},
                      {"tweet_id", Field::post_id},
                      {"publish_date", Field::time},
                      {"content", Field::text},
                      {"language", Field::language},
                      {"post_type", Field::kind},
                      {"retweet", Field::is_repost},
                      {"tco1_step1", Field::urls},
                      {"tco2_step1", Field::urls},
                      {"tco3_step1", Field::urls},
                      {"author", Field::handle},
                      {"followers", Field::followers},
                      {"following", Field::following}},
          .date_order = DateOrder::month_first};
}

}  // namespace lockstep
