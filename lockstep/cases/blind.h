// lockstep/cases/blind.h
//
// A blind review is worth something only if the one who gives it cannot look. As long as a review of a case is open,
// every reviewer who could give it sees what was found, and neither what was decided, who was taken out, nor what
// others wrote about it: for them, decided and held cases alike are "in_review", and they decide nothing there. A
// proposal that waits for a second opinion stays to be seen: who gives one has taken part and reviews no more. Auditors
// read all, and who may decide an appeal sees what it is against, and gives no blind review of that case. What counts
// are a person's roles: an API token with fewer scopes shows its owner no more.
#pragma once

#include "lockstep/cases/case_file.h"
#include "lockstep/cases/sql.h"
#include "lockstep/cases/store.h"

namespace lockstep::cases {

// "reviews r join people w … where …": the open ones that the actor may give.
std::string reviews_open_to(const Actor& actor);

// "select case_id …": those that the actor is to see blind; for conditions.
std::string cases_seen_blind(const Actor& actor);

bool sees_blind(soci::session& sql, const Actor& actor, int64_t case_id);

// An Error of kind forbidden for whoever sees the case blind: nobody decides over what they cannot see.
Result<void> check_not_blind(soci::session& sql, const Actor& actor, int64_t case_id);

// The rows as the actor may see them.
void veil_decisions(soci::session& sql, const Actor& actor, std::vector<CaseRow>& rows);
CaseRow veiled(soci::session& sql, const Actor& actor, CaseRow row);

}  // namespace lockstep::cases
