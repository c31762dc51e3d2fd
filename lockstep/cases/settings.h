// lockstep/cases/settings.h
//
// What an administrator may choose. Every change is an entry of the history.
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

struct Settings {
  int64_t second_opinion_above = 5;  // accounts under a measure; terminations always need one
  int64_t case_days = 14;            // a case's deadline after it was opened
  int64_t appeal_days = 183;         // to appeal, from the notice; at least 183
  int64_t appeal_answer_days = 14;   // an appeal's deadline
  double quality_share = 0.1;        // of decisions reviewed again, blind
  int64_t session_hours = 12;
  std::string webhook_url;               // empty: nothing is sent, messages wait for an export
  std::string webhook_secret;            // written, never read back: "set" or ""
  std::string public_url;                // in notices: "https://review.example"
  std::string language = "en";           // of notices where none is known
  bool veil_text = false;                // posts' texts stay veiled until asked for
  std::vector<std::string> run_folders;  // that runs may read from
  int64_t retention_posts_days = 0;      // 0: kept; snapshots of cases decided longer ago lose posts
  int64_t retention_notes_days = 0;
  int64_t retention_files_days = 0;  // uploads that no run uses, and results of runs that ended longer ago, go
};

Result<Settings> read_settings(Store& store);
Result<Settings> change_settings(Store& store, const Actor& actor, const Json& changes,
                                 const std::optional<std::string>& seen = {});  // only known names
std::string etag_of(const Settings& settings);                                  // as read_settings gives them

}  // namespace lockstep::cases
