// lockstep/cases/account_texts.h
//
// What an account is found by: the beginning of its identifier, and every end of its handle and name ("ferry", "erry",
// "rry", "ry", "y"), in ASCII's small letters. What contains a text is then what begins with it: one range of an index,
// already in the order of the answer, so that the first fifty of many cost as much as the only one. The same table and
// statements on SQLite and PostgreSQL.
//
// Cost: a row a character of each name. Rejected: a scan (0.3 s of 220,000 accounts, for each search); FTS5's trigrams
// and pg_trgm (two ways to keep alike, not always installed, none for texts under three characters; FTS5 before 3.42
// keeps what was erased); a trigram table of our own (every handle has the frequent ones: thousands of candidates).
#pragma once

#include "lockstep/cases/sql.h"

namespace lockstep::cases {

constexpr int64_t searched_characters = 512;  // of a handle or name; the rest is not searched
constexpr int64_t kept_characters = 32;       // of each end; what is longer is compared with the member's own text

std::string in_small_letters(std::string_view text);  // ASCII's; other letters as they are

void make_account_texts(soci::session& sql);  // the table, from the members that there are

// Once its members are written; what is there already is left.
void keep_account_texts(soci::session& sql, int64_t case_id);
void keep_account_texts_from(soci::session& sql, int64_t case_id);           // of this case and every later one
void keep_account_texts(soci::session& sql, const std::string& account_id);  // in all its cases
void keep_all_account_texts(soci::session& sql);

// In all its cases, before a name of it changes: what stays is to be kept again.
void forget_account_texts(soci::session& sql, const std::string& account_id);

}  // namespace lockstep::cases
