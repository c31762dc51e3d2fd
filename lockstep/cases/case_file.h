// lockstep/cases/case_file.h
//
// A case: one network as it was found, the people who look at it, and what they wrote. It keeps its own snapshot of
// everything that a reviewer can see, so that neither a deleted post nor a repeated run takes anything away.
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

// open -> proposed (waits for a second opinion) -> decided; held: more information is asked for. A decided case whose
// network is found again with new members is open again.
struct CaseRow {
  int64_t case_id = 0;
  std::string title;          // "12 accounts · synchronised"
  std::string state;          // "open", "proposed", "held", "decided"; "in_review" for who could review it blind
  std::string network_class;  // "synchronised" …
  std::string regime;         // "timing" or "company"
  int64_t members = 0;
  int64_t occasions = 0;
  double seen = 0, expected = 0;  // meetings on posts that were not used to find the network
  double q_value = 1;
  double priority = 0;  // by what it rests on, not by whom it concerns: docs/console.md
  std::string sentence;
  int64_t first_time = 0, last_time = 0;  // of its occasions
  int64_t opened_at = 0, updated_at = 0;
  std::optional<int64_t> deadline;
  std::optional<int64_t> claimed_by;
  std::optional<std::string> claimed_by_name;
  int64_t appeals = 0;  // open ones
  int64_t version = 0;  // for If-Match
};

struct CaseQuery {
  std::optional<std::string> state, network_class, claimed;  // claimed: "me", "free", "anybody"
  std::optional<int64_t> min_members, max_members;
  std::optional<std::string> account;  // cases with this account
  std::string sort = "priority";       // "priority", "age", "deadline", "size", "updated"
  std::string cursor;                  // of the page before
  int64_t limit = 50;                  // 1 to 200
};

struct CasePage {
  std::vector<CaseRow> cases;
  std::optional<std::string> next_cursor;
  int64_t total = 0;
};

struct Member {
  std::string account_id;
  std::optional<std::string> handle, display_name;
  std::optional<int64_t> created_at, followers;
  int64_t events = 0, occasions = 0, judged_occasions = 0;
  double confidence = 0;  // 1 − the member's q; never a probability of guilt
  bool kept = true;
  std::string reason;                  // why it was taken out, or back in
  bool is_new = false;                 // came with the latest snapshot
  bool is_gone = false;                // is not in the latest snapshot any more
  int64_t other_cases = 0;             // other cases with this account
  std::optional<std::string> measure;  // in force, by the latest decision
};

struct MemberQuery {
  std::string cursor;
  int64_t limit = 200;  // 1 to 1000
};

struct MemberPage {
  std::vector<Member> members;  // by confidence, then account_id
  std::optional<std::string> next_cursor;
  int64_t total = 0, kept = 0;
};

struct MemberChange {
  std::string account_id;
  bool kept = true;
  std::string reason;  // 1 to 2000 characters
};

struct SnapshotRow {
  int64_t snapshot = 0;
  int64_t run_id = 0;
  std::string network_id;
  int64_t created_at = 0;
  int64_t new_members = 0, gone_members = 0;
};

struct CaseDetail {
  CaseRow summary;
  std::vector<SnapshotRow> snapshots;  // the oldest first; the last one is shown
  std::vector<std::string> what_is_missing;
  bool may_decide = false;  // this actor, as things stand
  std::vector<std::string> why_not;
};

struct Note {
  int64_t note_id = 0, case_id = 0;
  int64_t person_id = 0;
  std::string name, text;
  std::vector<std::string> mentions;  // handles
  int64_t time = 0;
};

struct SimilarCase {
  int64_t case_id = 0;
  std::string title, network_class, state;
  int64_t members = 0;
  int64_t shared_members = 0;
  int64_t shared_sources = 0;  // of the objects that they share
  std::optional<std::string> measure;
};

struct HistoryRow {
  int64_t index = 0;  // in the log
  int64_t time = 0;
  int64_t person_id = 0;
  std::string name, act;
  std::optional<int64_t> case_id;
  Json payload;  // null where it was erased
};

struct AccountHit {
  std::string account_id;
  std::optional<std::string> handle, display_name;
  std::vector<int64_t> case_ids;
};

struct ImportSummary {
  int64_t run_id = 0;
  int64_t new_cases = 0, extended_cases = 0, unchanged_cases = 0;
  std::vector<int64_t> case_ids;
};

// The networks of a folder that `detect` left become cases (only nominated ones, or all classes). A network that shares
// at least half of the smaller one's members with a case extends that case by a snapshot. Importing the same folder
// twice changes nothing.
struct ImportOptions {
  std::string name;          // of the run, for people
  bool all_classes = false;  // also those that are only shown
};
Result<ImportSummary> import_result(Store& store, const Actor& actor, const std::string& folder,
                                    const ImportOptions& options = {});

Result<CasePage> list_cases(Store& store, const Actor& actor, const CaseQuery& query);
Result<CaseDetail> show_case(Store& store, const Actor& actor, int64_t case_id);
// {"run":…, "traces":[…], "network":{…}} as web/src/report/data.ts has them; snapshot 0: the last.
Result<std::string> show_snapshot(Store& store, const Actor& actor, int64_t case_id, int64_t snapshot);
Result<MemberPage> list_members(Store& store, const Actor& actor, int64_t case_id, const MemberQuery& query);
Result<CaseRow> change_members(Store& store, const Actor& actor, int64_t case_id,
                               const std::vector<MemberChange>& changes, std::optional<int64_t> version = {});
Result<CaseRow> claim_case(Store& store, const Actor& actor, int64_t case_id);
Result<CaseRow> release_case(Store& store, const Actor& actor, int64_t case_id);
Result<Note> add_note(Store& store, const Actor& actor, int64_t case_id, const std::string& text);
Result<std::vector<Note>> list_notes(Store& store, const Actor& actor, int64_t case_id);
Result<std::vector<Note>> list_mentions(Store& store, const Actor& actor);  // of the actor, the newest first
Result<std::vector<SimilarCase>> similar_cases(Store& store, const Actor& actor, int64_t case_id);
Result<std::vector<AccountHit>> search_accounts(Store& store, const Actor& actor, const std::string& text,
                                                int64_t limit = 50);

}  // namespace lockstep::cases
