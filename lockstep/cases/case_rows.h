// lockstep/cases/case_rows.h
//
// Rows of cases as the API shows them, for the files that change cases.
#pragma once

#include "lockstep/cases/case_file.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

extern const char* const case_columns;  // "select … from cases c left join people p …"

// condition: "where …", its values in order; may end in "order by".
std::vector<CaseRow> cases_where(soci::session& sql, const std::string& condition, Values values);
std::optional<CaseRow> find_case(soci::session& sql, int64_t case_id);

// The case, if it is there, has this version (where one is named), and nobody else has claimed it.
Result<CaseRow> case_to_change(Writing& writing, int64_t case_id, std::optional<int64_t> version);

// One more than before, and now.
void touch_case(Writing& writing, int64_t case_id);

constexpr const char* acts_of_taking_part =
    "'decision.proposed', 'decision.in_force', 'opinion.given', 'members.changed', 'review.given'";

// Whether a person is here and a reviewer.
bool still_reviews(soci::session& sql, int64_t person_id);

// Whether a person had a hand in what was decided about the case.
bool took_part(soci::session& sql, int64_t case_id, int64_t person_id);

}  // namespace lockstep::cases
