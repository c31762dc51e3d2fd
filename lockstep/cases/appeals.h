// lockstep/cases/appeals.h
//
// What the person concerned is told, and how they answer. Every account that a measure reaches gets a notice with a
// private link; whoever holds the link may appeal for six months, and somebody who took no part in the decision
// decides.
#pragma once

#include "lockstep/cases/decisions.h"

namespace lockstep::cases {

struct Notice {
  int64_t notice_id = 0, case_id = 0, decision_id = 0;
  std::string account_id;
  std::string kind;  // "decision" or "outcome" (of an appeal)
  std::string language, text;
  std::string state;  // "waiting", "sent", "exported", "failed"
  int64_t created_at = 0;
  std::optional<int64_t> sent_at;
  int64_t appeal_until = 0;
};

struct NoticePage {
  std::vector<Notice> notices;
  std::optional<std::string> next_cursor;
};

// ICU MessageFormat with {account_id} {case_id} {measure} {policy_name} {policy_version} {policy_text} {sentence}
// {reasons} {appeal_until, date, long} {appeal_link} {accounts, plural, …}; kind "decision", "outcome".
struct NoticeTemplate {
  std::string language, kind, text;
  std::string etag;  // of the text, as it was read
};

// What the holder of the link sees. Nothing about other accounts or about who decided.
struct PublicNotice {
  std::string account_id, measure, measure_now;  // what was decided, and what holds by now
  std::string policy_name, policy_text, sentence, reasons, text, language;
  int64_t policy_version = 0, decided_at = 0, appeal_until = 0;
  bool may_appeal = false;
  std::optional<std::string> appeal_state, outcome, outcome_reasons;
  std::optional<int64_t> appeal_deadline;
};

struct NewAppeal {
  std::string text;     // 1 to 10,000 characters
  std::string contact;  // may be empty
};

struct Appeal {
  int64_t appeal_id = 0, case_id = 0, decision_id = 0, notice_id = 0;
  std::string account_id, measure, text, contact, state;  // "open", "decided"
  std::optional<int64_t> entered_by;                      // staff, where it came by another way
  int64_t created_at = 0, deadline = 0;
  std::optional<int64_t> claimed_by;
  std::optional<std::string> claimed_by_name;
  std::optional<std::string> outcome, reasons, new_measure;  // "upheld", "changed", "reversed"
  std::optional<int64_t> decided_by, decided_at;
  bool may_decide = false;  // this actor
  std::vector<std::string> why_not;
};

struct AppealOutcome {
  std::string outcome, reasons;
  std::optional<std::string> measure;  // for "changed"
};

struct ReversalRate {
  std::string policy_id, reviewer;  // one of them is empty: rates by policy, then by reviewer
  int64_t decided = 0, changed = 0, reversed = 0;
  double share = 0, low = 0, high = 0;  // of changed and reversed, 95% by Wilson
};

Result<NoticePage> list_notices(Store& store, const Actor& actor, const std::optional<std::string>& state,
                                const std::string& cursor = {}, int64_t limit = 50);
Result<Notice> show_notice(Store& store, const Actor& actor, int64_t notice_id);
Result<std::string> preview_notice(Store& store, const Actor& actor, int64_t case_id, const NewDecision& decision,
                                   const std::string& account_id, const std::string& language);
Result<std::vector<NoticeTemplate>> list_templates(Store& store, const Actor& actor);
// `seen`: the etag of what it takes the place of, where the writer said it; empty where there should be none yet.
// Returns that of the new one.
Result<std::string> set_template(Store& store, const Actor& actor, const NoticeTemplate& text,
                                 const std::optional<std::string>& seen = {});

Result<PublicNotice> open_notice(Store& store, std::string_view token);
Result<PublicNotice> appeal_by_link(Store& store, std::string_view token, const NewAppeal& appeal);
Result<Appeal> enter_appeal(Store& store, const Actor& actor, int64_t notice_id, const NewAppeal& appeal);
Result<std::vector<Appeal>> list_appeals(Store& store, const Actor& actor, const std::optional<std::string>& state);
Result<Appeal> show_appeal(Store& store, const Actor& actor, int64_t appeal_id);
Result<Appeal> claim_appeal(Store& store, const Actor& actor, int64_t appeal_id);
Result<Appeal> release_appeal(Store& store, const Actor& actor, int64_t appeal_id);
Result<Appeal> decide_appeal(Store& store, const Actor& actor, int64_t appeal_id, const AppealOutcome& outcome);
Result<std::vector<ReversalRate>> reversal_rates(Store& store, const Actor& actor);

}  // namespace lockstep::cases
