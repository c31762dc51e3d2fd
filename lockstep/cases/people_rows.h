// lockstep/cases/people_rows.h
#pragma once

#include "lockstep/cases/people.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

std::optional<Person> find_person(soci::session& sql, int64_t person_id);
std::vector<Person> all_people(soci::session& sql);

// A fresh one-time link; older ones of that person for the same purpose end.
OneTimeLink make_link(Writing& writing, int64_t person_id, std::string_view purpose);

// Their sessions and API tokens; the numbers of the tokens, for the entry that says why.
std::vector<int64_t> end_access(Writing& writing, int64_t person_id);

// Checks everything but who asks; an entry of the history.
Result<int64_t> insert_person(Writing& writing, const NewPerson& person);

// A wrong one delays the next attempt, here and at sign-in.
Result<void> check_own_password(Store& store, const Actor& actor, std::string_view field, std::string_view password);

NewSession begin_session(Writing& writing, const Person& person);

}  // namespace lockstep::cases
