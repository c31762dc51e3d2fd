#include "lockstep/cases/blind.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lockstep/cases/case_rows.h"

namespace lockstep::cases {
namespace {

bool is_settled(std::string_view state) { return state == "decided" || state == "held"; }

}  // namespace

std::string reviews_open_to(const Actor& actor) {
  return fmt::format(
      "reviews r join people w on w.person_id = {} where r.given_at is null and (w.roles & {}) <> 0 and ((w.roles & {})"
      " = 0 or r.case_id not in (select a.case_id from appeals a)) and not exists (select 1 from history t where"
      " t.case_id = r.case_id and t.person_id = w.person_id and t.act in ({}, 'appeal.claimed', 'appeal.decided'))",
      actor.person_id, Roles(Role::reviewer), Roles(Role::appeals_reviewer), acts_of_taking_part);
}

std::string cases_seen_blind(const Actor& actor) {
  return fmt::format("select r.case_id from {} and (w.roles & {}) = 0", reviews_open_to(actor), Roles(Role::auditor));
}

bool sees_blind(soci::session& sql, const Actor& actor, int64_t case_id) {
  return one<int64_t>(sql, fmt::format("select count(*) from ({}) b where b.case_id = :c", cases_seen_blind(actor)),
                      with(case_id))
             .value_or(0) > 0;
}

Result<void> check_not_blind(soci::session& sql, const Actor& actor, int64_t case_id) {
  if (!sees_blind(sql, actor, case_id)) return {};
  return Error{.kind = ErrorKind::forbidden,
               .message = fmt::format("case {} waits for a blind review that could be yours", case_id),
               .hint = "give it first: what was decided shows afterwards"};
}

void veil_decisions(soci::session& sql, const Actor& actor, std::vector<CaseRow>& rows) {
  std::vector<int64_t> asked;
  for (const CaseRow& row : rows)
    if (is_settled(row.state)) asked.push_back(row.case_id);
  if (asked.empty()) return;
  const auto blind = column<int64_t>(sql, fmt::format("select b.case_id from ({}) b where b.case_id in ({})",
                                                      cases_seen_blind(actor), fmt::join(asked, ", ")));
  for (CaseRow& row : rows)
    if (is_settled(row.state) && std::ranges::find(blind, row.case_id) != blind.end()) {
      row.state = "in_review";
      row.appeals = 0;  // who appeals was told of a measure
    }
}

CaseRow veiled(soci::session& sql, const Actor& actor, CaseRow row) {
  std::vector<CaseRow> rows{std::move(row)};
  veil_decisions(sql, actor, rows);
  return std::move(rows.front());
}

}  // namespace lockstep::cases
