// lockstep/cases/notice_rows.h
//
// How a notice's text comes about: the template as it stood when it was decided, filled with the decision, each time
// the same.
#pragma once

#include "lockstep/cases/appeals.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

struct NoticeFacts {
  std::string account_id, measure, policy_name, policy_text, sentence, reasons, outcome, appeal_link;
  int64_t case_id = 0, policy_version = 0;  // 0: it rests on no policy
  int64_t accounts = 0;                     // that are told, under a measure or freed of one
  int64_t appeal_until = 0;
};

// Error: a pattern that ICU does not understand or cannot fill.
Result<std::string> format_notice(const std::string& pattern, const std::string& language, const NoticeFacts& facts);

std::string template_of(soci::session& sql, const std::string& language, const std::string& kind);
void keep_notice_text(Writing& writing, int64_t decision_id, const std::string& language, const std::string& kind);

// The private part of a notice's address, made from its number and the store's key: no table holds it.
std::string notice_token(const Store& store, int64_t notice_id);
std::optional<int64_t> notice_of_token(const Store& store, std::string_view token);

// Whoever holds a notice's link speaks for the account: of colleagues only those who send notices see it, or one who
// answers appeals could write them as well.
enum class Links { shown, kept_back };
Links links_for(const Actor& actor);

std::optional<Notice> find_notice(soci::session& sql, const Store& store, int64_t notice_id,
                                  Links links = Links::shown);
std::vector<Notice> notices_where(soci::session& sql, const Store& store, const std::string& condition, Values values,
                                  Links links = Links::shown);

}  // namespace lockstep::cases
