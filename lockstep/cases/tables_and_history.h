// lockstep/cases/tables_and_history.h
//
// What was decided lies in tables too, since a page cannot replay the history: both must say the same.
#pragma once

#include "lockstep/cases/sql.h"

namespace lockstep::cases {

struct Difference {
  int64_t entry;     // that says something else; the newest, where a row has none
  std::string what;  // "the reasons of decision 7 are not what entry 31 sealed"
};

// Held against each other: people's names to sign in, roles and leaving; settings; policies; members taken out;
// decisions with their members, what they rest on and their state; opinions; appeals and their outcomes; the measure
// that each account is under. What an erasure took from the history is passed over.
std::optional<Difference> table_that_differs(soci::session& sql);

}  // namespace lockstep::cases
