// lockstep/cases/rules.h
//
// The checks that every door makes: who may, how long a text may be.
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

constexpr Roles who_reads = Role::analyst | Role::reviewer | Role::appeals_reviewer | Role::publisher | Role::auditor;
constexpr Roles who_works = Role::analyst | Role::reviewer;
inline constexpr std::string_view measures[] = {"no_action", "label",     "limit_visibility",
                                                "suspend",   "terminate", "hold"};

// Error of kind forbidden that names the roles that may.
Result<void> check_may(const Actor& actor, Roles any_of);

// In bytes of UTF-8 characters. Errors of kind usage: too short, too long, not UTF-8, a NUL (PostgreSQL cuts there).
Result<void> check_text(std::string_view field, std::string_view text, size_t least, size_t most);

// What a text was when somebody saw it, as ETag and If-Match write it. Whoever changes it and saw another one is
// refused: Error of kind conflict at "If-Match".
std::string etag_of(std::string_view text);
Result<void> check_seen(const std::optional<std::string>& seen, std::string_view now, std::string_view what);

Error no_such(std::string_view what, int64_t id);
Error no_such(std::string_view what, std::string_view id);
bool is_measure(std::string_view measure);
Result<void> check_measure(std::string_view field, std::string_view measure);

// Pages: what comes after the last row of the page before.
std::string cursor_of(const Json& last);
Result<Json> read_cursor(const std::string& cursor);  // null where it is empty
Result<void> check_limit(int64_t limit, int64_t most);

std::string sha256_hex(std::string_view bytes);

// For colleagues to read: a person's name, "the program" for 0.
std::string name_of(soci::session& sql, int64_t person_id);

}  // namespace lockstep::cases
