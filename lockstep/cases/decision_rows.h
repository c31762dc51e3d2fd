// lockstep/cases/decision_rows.h
//
// Decisions as the store has them, for the files that make, carry out and take back decisions.
#pragma once

#include "lockstep/cases/decisions.h"
#include "lockstep/cases/settings.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

std::optional<Policy> find_policy(soci::session& sql, const std::string& policy_id, int64_t version);

std::vector<Decision> decisions_where(soci::session& sql, const std::string& condition, Values values,
                                      bool with_members);
std::optional<Decision> find_decision(soci::session& sql, int64_t decision_id);

// "no_action" and "hold" leave an account as it is.
bool reaches(std::string_view measure);
bool is_milder(std::string_view measure, std::string_view than);  // "hold" is milder than none

// Under which an account of a case is now, whatever decided it last.
std::string measure_of(soci::session& sql, int64_t case_id, const std::string& account_id);

// Who is decided about: the members kept, with the measures that differ from the network's.
struct Chosen {
  std::string measure;
  std::vector<MemberMeasure> others;
};
Effect effect_of(soci::session& sql, int64_t case_id, const Chosen& chosen, const Settings& settings, double confidence,
                 int64_t now);

// Carries out what was decided, all in the caller's transaction: the accounts' measures, notices, messages for the
// platform, the case's state, the entry of the history.
void put_in_force(Writing& writing, const Decision& decision, const Settings& settings);

// SHA-256 over "account<TAB>measure\n" in the order of accounts: what the history says of a decision's members.
std::string members_digest(soci::session& sql, int64_t decision_id);

// SQL: whether the account in this column was erased. What is left of it is a name that only this store knows: nothing
// is decided about it, and nobody is told of it. By the history's word, since anybody may call themselves "erased:…".
std::string was_erased(std::string_view column);

}  // namespace lockstep::cases
