#include "lockstep/cases/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/people_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/secrets.h"

namespace lockstep::cases {
namespace {

constexpr int64_t link_seconds = 3 * 86'400;
constexpr const char* person_columns =
    "select person_id, handle, name, roles, active, totp_on, password_hash is not null, created_at from people";

std::string changeable(const Person& person) { return Json{person.name, person.roles, person.active}.dump(); }

std::vector<Person> people_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<Person> people;
  each_row<int64_t, std::string, std::string, int64_t, bool, bool, bool, int64_t>(
      sql, fmt::format("{} {} order by person_id", person_columns, condition), std::move(values),
      [&](int64_t id, std::string handle, std::string name, int64_t roles, bool active, bool totp, bool signed_up,
          int64_t created_at) {
        people.push_back({.person_id = id,
                          .handle = std::move(handle),
                          .name = std::move(name),
                          .roles = names_of(Roles(roles)),
                          .active = active,
                          .totp = totp,
                          .signed_up = signed_up,
                          .created_at = created_at});
        people.back().etag = etag_of(changeable(people.back()));
      });
  return people;
}

Result<void> check_handle(std::string_view handle) {
  const bool right = !handle.empty() && handle.size() <= 64 && std::ranges::all_of(handle, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
  if (right) return {};
  return Error{.kind = ErrorKind::usage,
               .message = "is not a name to sign in with",
               .where = "handle",
               .hint = "1 to 64 of a-z, 0-9, dot, dash and underscore"};
}

// What they can no longer do with these roles goes to somebody, or back to the queue.
void hand_on(Writing& writing, int64_t person_id, Roles left, std::optional<int64_t> to) {
  if (!(left & who_works))
    execute(writing.sql, "update cases set claimed_by = :t, claimed_at = :n where claimed_by = :p",
            with(to, writing.now, person_id));
  if (!(left & Roles(Role::appeals_reviewer)))
    execute(writing.sql, "update appeals set claimed_by = null where claimed_by = :p and state = 'open'",
            with(person_id));
  if (!(left & Roles(Role::reviewer)))
    execute(writing.sql, "update reviews set reviewer = null where reviewer = :p and given_at is null",
            with(person_id));
}

Result<void> check_heir(soci::session& sql, int64_t heir_id, int64_t leaver_id) {
  const auto heir = find_person(sql, heir_id);
  if (!heir || !heir->active || heir_id == leaver_id) return no_such("active person", heir_id);
  const auto roles = roles_of(heir->roles);
  if (roles && (*roles & who_works)) return {};
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("{} works on no cases", heir->name),
               .where = "hand_to",
               .hint = "name an analyst or a reviewer, or nobody: the cases become free"};
}

Result<void> keep_an_administrator(soci::session& sql) {
  const auto left = one<int64_t>(sql, "select count(*) from people where active = 1 and (roles & 32) <> 0");
  if (left.value_or(0) > 0) return {};
  return Error{.kind = ErrorKind::conflict, .message = "somebody must stay administrator"};
}

}  // namespace

std::optional<Person> find_person(soci::session& sql, int64_t person_id) {
  auto found = people_where(sql, "where person_id = :p", with(person_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<int64_t> end_access(Writing& writing, int64_t person_id) {
  execute(writing.sql, "delete from sessions where person_id = :p", with(person_id));
  auto tokens = column<int64_t>(
      writing.sql, "select token_id from api_tokens where person_id = :p and revoked = 0 order by token_id",
      with(person_id));
  if (!tokens.empty())
    execute(writing.sql, "update api_tokens set revoked = 1 where person_id = :p and revoked = 0", with(person_id));
  return tokens;
}

std::vector<Person> all_people(soci::session& sql) { return people_where(sql, "", {}); }

OneTimeLink make_link(Writing& writing, int64_t person_id, std::string_view purpose) {
  OneTimeLink link{.token = writing.random_token(), .expires_at = writing.now + link_seconds};
  execute(writing.sql, "delete from links where person_id = :p", with(person_id));
  execute(writing.sql, "insert into links (token_hash, person_id, purpose, expires_at) values (:h, :p, :u, :e)",
          with(sha256_hex(link.token), person_id, purpose, link.expires_at));
  return link;
}

Result<std::vector<Person>> list_people(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, all_roles); !may) return may.error();
  return store.read<std::vector<Person>>([](soci::session& sql) { return all_people(sql); });
}

Result<int64_t> insert_person(Writing& writing, const NewPerson& person) {
  if (auto right = check_handle(person.handle); !right) return right.error();
  if (auto right = check_text("name", person.name, 1, 200); !right) return right.error();
  auto roles = roles_of(person.roles);
  if (!roles) return roles.error();
  if (one<int64_t>(writing.sql, "select person_id from people where handle = :h", with(person.handle)))
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("somebody signs in as \"{}\" already", person.handle),
                 .where = "handle"};
  const int64_t id = writing.next("people");
  execute(writing.sql, "insert into people (person_id, handle, name, roles, created_at) values (:p, :h, :n, :r, :c)",
          with(id, person.handle, person.name, *roles, writing.now));
  writing.append(
      {.act = "person.added", .payload = {{"person_id", id}, {"handle", person.handle}, {"roles", names_of(*roles)}}});
  return id;
}

Result<AddedPerson> add_person(Store& store, const Actor& actor, const NewPerson& person) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  return store.write<AddedPerson>(actor, [&](Writing& writing) -> Result<AddedPerson> {
    auto id = insert_person(writing, person);
    if (!id) return id.error();
    return AddedPerson{.person = *find_person(writing.sql, *id), .link = make_link(writing, *id, "invite")};
  });
}

Result<Person> change_person(Store& store, const Actor& actor, int64_t person_id, const PersonChange& change,
                             const std::optional<std::string>& seen) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  if (change.name)
    if (auto right = check_text("name", *change.name, 1, 200); !right) return right.error();
  if (change.hand_to && change.active != false)
    return Error{.kind = ErrorKind::usage,
                 .message = "is for somebody who leaves",
                 .where = "hand_to",
                 .hint = "together with \"active\": false"};
  std::optional<Roles> roles;
  if (change.roles) {
    auto named = roles_of(*change.roles);
    if (!named) return named.error();
    roles = *named;
  }
  return store.write<Person>(actor, [&](Writing& writing) -> Result<Person> {
    soci::session& sql = writing.sql;
    const auto now = find_person(sql, person_id);
    if (!now) return no_such("person", person_id);
    if (auto same = check_seen(seen, changeable(*now), "this person"); !same) return same.error();
    Json said{{"person_id", person_id}};
    if (change.name) {
      execute(sql, "update people set name = :n where person_id = :p", with(*change.name, person_id));
      said["name_changed"] = true;
    }
    if (roles) {
      execute(sql, "update people set roles = :r where person_id = :p", with(*roles, person_id));
      said["roles"] = names_of(*roles);
      hand_on(writing, person_id, *roles, {});
    }
    if (change.active) {
      execute(sql, "update people set active = :a where person_id = :p", with(*change.active, person_id));
      said["active"] = *change.active;
    }
    if (change.active == false) {
      if (change.hand_to) {
        if (auto right = check_heir(sql, *change.hand_to, person_id); !right) return right.error();
        said["hand_to"] = *change.hand_to;
      }
      said["tokens_revoked"] = end_access(writing, person_id);
      execute(sql, "delete from links where person_id = :p", with(person_id));
      hand_on(writing, person_id, 0, change.hand_to);
    }
    if (auto kept = keep_an_administrator(sql); !kept) return kept.error();
    writing.append({.act = "person.changed", .payload = std::move(said)});
    return *find_person(sql, person_id);
  });
}

Result<OneTimeLink> reset_password(Store& store, const Actor& actor, int64_t person_id) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  if (person_id == actor.person_id)  // and who loses the link as the only administrator is out for ever
    return Error{.kind = ErrorKind::usage,
                 .message = "that is your own password",
                 .where = "person_id",
                 .hint = "change it yourself, or let another administrator make the link"};
  const std::string unknown = hash_password(store.random_bytes(32));
  return store.write<OneTimeLink>(actor, [&](Writing& writing) -> Result<OneTimeLink> {
    const auto person = find_person(writing.sql, person_id);
    if (!person || !person->active) return no_such("active person", person_id);
    // Whoever else may know the password, or hold a session or a token of theirs, is out, whenever the link is used.
    if (person->signed_up)
      execute(writing.sql, "update people set password_hash = :h where person_id = :p", with(unknown, person_id));
    writing.append({.act = "person.reset",
                    .payload = {{"person_id", person_id}, {"tokens_revoked", end_access(writing, person_id)}}});
    return make_link(writing, person_id, person->signed_up ? "reset" : "invite");
  });
}

}  // namespace lockstep::cases
