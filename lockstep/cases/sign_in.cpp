#include <fmt/format.h>

#include "lockstep/cases/people_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/secrets.h"
#include "lockstep/ledger/text.h"

namespace lockstep::cases {
namespace {

const Actor nobody{};
constexpr int64_t free_failures = 3, longest_wait = 900, remembered = 86'400;

Error wrong_sign_in() { return {.kind = ErrorKind::sign_in, .message = "name, password or code is wrong"}; }

Error wait(int64_t seconds) {
  return {.kind = ErrorKind::limit,
          .message = "too many failed attempts",
          .hint = fmt::format("try again in {} s", seconds)};
}

struct Secrets {
  int64_t person_id = 0;
  std::string password_hash, totp_secret;
  bool totp_on = false;
  int64_t totp_last = 0, not_before = 0;
};

std::optional<Secrets> secrets_of(soci::session& sql, std::string_view handle) {
  std::optional<Secrets> found;
  each_row<int64_t, std::optional<std::string>, std::optional<std::string>, bool, int64_t, int64_t>(
      sql,
      "select person_id, password_hash, totp_secret, totp_on, totp_last, not_before from people "
      "where handle = :h and active = 1",
      with(handle),
      [&](int64_t id, const std::optional<std::string>& hash, const std::optional<std::string>& totp, bool on,
          int64_t last,
          int64_t not_before) { found = {id, hash.value_or(""), totp.value_or(""), on, last, not_before}; });
  return found;
}

int64_t delay_after(int64_t failures) {
  return failures < free_failures
             ? 0
             : std::min(longest_wait, int64_t(1) << std::min<int64_t>(failures - free_failures, 10));
}

void count_failure(Writing& writing, int64_t person_id) {
  const int64_t failures =
      one<int64_t>(writing.sql, "select failures from people where person_id = :p", with(person_id)).value_or(0) + 1;
  execute(writing.sql, "update people set failures = :f, not_before = :n where person_id = :p",
          with(failures, writing.now + delay_after(failures), person_id));
  writing.append({.act = "session.refused", .payload = {{"person_id", person_id}, {"failures", failures}}});
}

// A name that nobody has waits as others do, or waiting would tell which names there are. Forgotten after a day.
Result<NewSession> refuse_unknown(Store& store, const SignIn& given) {
  const std::string hash = sha256_hex(given.handle);
  auto refused = store.write<bool>(nobody, [&](Writing& writing) -> Result<bool> {
    int64_t failures = 1, not_before = 0;
    each_row<int64_t, int64_t>(writing.sql, "select failures, not_before from unknown_names where name_hash = :h",
                               with(hash), [&](int64_t before, int64_t until) {
                                 failures = before + 1;
                                 not_before = until;
                               });
    if (not_before > writing.now) return wait(not_before - writing.now);
    execute(writing.sql, "delete from unknown_names where name_hash = :h or not_before < :d",
            with(hash, writing.now - remembered));
    execute(writing.sql, "insert into unknown_names (name_hash, failures, not_before) values (:h, :f, :n)",
            with(hash, failures, writing.now + delay_after(failures)));
    return true;
  });
  return refused ? wrong_sign_in() : refused.error();
}

Result<void> check_password(std::string_view password) { return check_text("password", password, 12, 1024); }

struct Link {
  int64_t person_id = 0;
  std::string purpose;
};

Result<Link> find_link(soci::session& sql, std::string_view token, int64_t now) {
  std::optional<Link> found;
  each_row<int64_t, std::string>(sql, "select person_id, purpose from links where token_hash = :h and expires_at > :n",
                                 with(sha256_hex(token), now), [&](int64_t id, std::string purpose) {
                                   found = {id, std::move(purpose)};
                                 });
  if (found) return *found;
  return Error{.kind = ErrorKind::missing,
               .message = "this link has been used, has run out, or never was",
               .hint = "ask your administrator for a new one"};
}

Result<Session> session_of(soci::session& sql, std::string_view token, int64_t now) {
  std::optional<Session> found;
  each_row<int64_t, std::string, int64_t>(
      sql, "select person_id, csrf_token, expires_at from sessions where token_hash = :h and expires_at > :n",
      with(sha256_hex(token), now), [&](int64_t id, std::string csrf, int64_t expires_at) {
        if (auto person = find_person(sql, id); person && person->active)
          found = {.person = std::move(*person), .csrf_token = std::move(csrf), .expires_at = expires_at};
      });
  if (found) return std::move(*found);
  return Error{.kind = ErrorKind::sign_in, .message = "nobody is signed in"};
}

Actor actor_for(const Person& person, Roles roles) {
  return {.person_id = person.person_id, .handle = person.handle, .roles = roles};
}

}  // namespace

NewSession begin_session(Writing& writing, const Person& person) {
  const auto hours = one<std::string>(writing.sql, "select value from settings where name = 'session_hours'");
  NewSession made{.session = {.person = person,
                              .csrf_token = writing.random_token(),
                              .expires_at = writing.now + 3600 * (hours ? std::stoll(*hours) : 12)},
                  .token = writing.random_token()};
  execute(writing.sql, "delete from sessions where expires_at <= :n", with(writing.now));
  execute(
      writing.sql,
      "insert into sessions (token_hash, person_id, csrf_token, created_at, expires_at) "
      "values (:h, :p, :c, :n, :e)",
      with(sha256_hex(made.token), person.person_id, made.session.csrf_token, writing.now, made.session.expires_at));
  return made;
}

Result<OneTimeLink> first_link(Store& store) {
  return store.write<OneTimeLink>(nobody, [](Writing& writing) -> Result<OneTimeLink> {
    const auto signed_up = one<int64_t>(writing.sql, "select count(*) from people where password_hash is not null");
    if (signed_up.value_or(0) > 0)
      return Error{.kind = ErrorKind::conflict, .message = "this store has its administrator already"};
    return make_link(writing, 0, "first");
  });
}

Result<Invitation> find_invitation(Store& store, std::string_view token) {
  const int64_t now = store.now();
  return store.read<Invitation>([&](soci::session& sql) -> Result<Invitation> {
    auto link = find_link(sql, token, now);
    if (!link) return link.error();
    const auto person = find_person(sql, link->person_id);
    return Invitation{
        .purpose = link->purpose, .handle = person ? person->handle : "", .name = person ? person->name : ""};
  });
}

Result<NewSession> accept_invitation(Store& store, std::string_view token, const NewPassword& given) {
  if (auto right = check_password(given.password); !right) return right.error();
  if (auto known = find_invitation(store, token); !known) return known.error();
  const std::string hash = hash_password(given.password);
  return store.write<NewSession>(nobody, [&](Writing& writing) -> Result<NewSession> {
    auto link = find_link(writing.sql, token, writing.now);
    if (!link) return link.error();
    int64_t id = link->person_id;
    if (link->purpose == "first") {
      auto founder = insert_person(writing, {given.handle, given.name, {"administrator"}});
      if (!founder) return founder.error();
      id = *founder;
    }
    execute(writing.sql, "delete from links where person_id = :l or person_id = :p", with(link->person_id, id));
    Json said{{"person_id", id}};
    const std::vector<int64_t> revoked = end_access(writing, id);
    if (link->purpose == "reset" || !revoked.empty()) said["tokens_revoked"] = revoked;
    execute(writing.sql, "update people set password_hash = :h, failures = 0, not_before = 0 where person_id = :p",
            with(hash, id));
    if (link->purpose == "reset")  // who lost the password may have lost the telephone
      execute(writing.sql, "update people set totp_on = 0, totp_secret = null where person_id = :p", with(id));
    writing.append(
        {.act = link->purpose == "reset" ? "person.password_reset" : "person.signed_up", .payload = std::move(said)});
    return begin_session(writing, *find_person(writing.sql, id));
  });
}

Result<NewSession> sign_in(Store& store, const SignIn& given) {
  const int64_t now = store.now();
  auto secrets = store.read<std::optional<Secrets>>(
      [&](soci::session& sql) -> Result<std::optional<Secrets>> { return secrets_of(sql, given.handle); });
  if (!secrets) return secrets.error();
  const std::optional<Secrets>& known = *secrets;
  if (known && known->not_before > now) return wait(known->not_before - now);
  bool right = password_is(given.password, known ? known->password_hash : "");
  std::optional<int64_t> step;
  if (known && known->totp_on) {
    step = totp_step(given.totp, from_base64(known->totp_secret).value_or(""), now);
    right = right && step && *step > known->totp_last;  // a code works once
  }
  if (!known) return refuse_unknown(store, given);
  auto outcome = store.write<std::optional<NewSession>>(
      Actor{.person_id = known->person_id}, [&](Writing& writing) -> Result<std::optional<NewSession>> {
        // Attempts at the same moment were all looked at above; only the first of them counts as one.
        const auto current = secrets_of(writing.sql, given.handle);
        if (current && current->not_before > writing.now) return wait(current->not_before - writing.now);
        right = right && current && current->password_hash == known->password_hash &&
                current->totp_on == known->totp_on && (!step || *step > current->totp_last);
        if (!right) {
          count_failure(writing, known->person_id);
          return std::optional<NewSession>();
        }
        execute(writing.sql, "update people set failures = 0, not_before = 0, totp_last = :s where person_id = :p",
                with(step.value_or(known->totp_last), known->person_id));
        const auto person = find_person(writing.sql, known->person_id);
        if (!person || !person->active) return std::optional<NewSession>();
        writing.append({.act = "session.begun", .payload = {{"person_id", known->person_id}}});
        return std::optional<NewSession>(begin_session(writing, *person));
      });
  if (!outcome) return outcome.error();
  if (!*outcome) return wrong_sign_in();
  return std::move(**outcome);
}

Result<Session> find_session(Store& store, std::string_view token) {
  const int64_t now = store.now();
  return store.read<Session>([&](soci::session& sql) { return session_of(sql, token, now); });
}

Result<void> sign_out(Store& store, std::string_view token) {
  auto session = find_session(store, token);
  if (!session) return session.error();
  auto done = store.write<int64_t>(Actor{.person_id = session->person.person_id}, [&](Writing& writing) {
    return Result<int64_t>(execute(writing.sql, "delete from sessions where token_hash = :h", with(sha256_hex(token))));
  });
  if (!done) return done.error();
  return {};
}

Result<void> check_own_password(Store& store, const Actor& actor, std::string_view field, std::string_view password) {
  const auto known = store.read<std::optional<Secrets>>(
      [&](soci::session& sql) -> Result<std::optional<Secrets>> { return secrets_of(sql, actor.handle); });
  if (!known) return known.error();
  const std::string hash = *known ? (*known)->password_hash : "";
  const bool right = password_is(password, hash);
  auto outcome = store.write<bool>(actor, [&](Writing& writing) -> Result<bool> {
    const auto current = secrets_of(writing.sql, actor.handle);
    if (current && current->not_before > writing.now) return wait(current->not_before - writing.now);
    if (right && current && current->password_hash == hash) return true;
    count_failure(writing, actor.person_id);
    return false;
  });
  if (!outcome) return outcome.error();
  if (*outcome) return {};
  return Error{.kind = ErrorKind::forbidden, .message = "is not your password", .where = std::string(field)};
}

Result<void> change_password(Store& store, const Actor& actor, std::string_view old_password,
                             std::string_view password) {
  if (auto right = check_password(password); !right) return right.error();
  if (auto right = check_own_password(store, actor, "old_password", old_password); !right) return right.error();
  const std::string fresh = hash_password(password);
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    execute(writing.sql, "update people set password_hash = :h where person_id = :p", with(fresh, actor.person_id));
    writing.append({.act = "person.password_changed", .payload = {{"person_id", actor.person_id}}});
    return execute(writing.sql, "delete from sessions where person_id = :p", with(actor.person_id));
  });
  if (!done) return done.error();
  return {};
}

Result<Actor> actor_of_session(Store& store, std::string_view token) {
  auto session = find_session(store, token);
  if (!session) return session.error();
  const auto roles = roles_of(session->person.roles);
  return actor_for(session->person, roles ? *roles : 0);
}

Result<Actor> actor_of_token(Store& store, std::string_view token) {
  const int64_t now = store.now();
  return store.read<Actor>([&](soci::session& sql) -> Result<Actor> {
    std::optional<Actor> found;
    each_row<int64_t, int64_t>(
        sql, "select person_id, scopes from api_tokens where token_hash = :h and revoked = 0 and expires_at > :n",
        with(sha256_hex(token), now), [&](int64_t id, int64_t scopes) {
          const auto person = find_person(sql, id);
          if (!person || !person->active) return;
          const auto roles = roles_of(person->roles);
          found = actor_for(*person, roles ? *roles & Roles(scopes) : 0);
        });
    if (found) return *found;
    return Error{.kind = ErrorKind::sign_in, .message = "the API token is wrong, revoked or has run out"};
  });
}

Result<Actor> actor_of_handle(Store& store, std::string_view handle) {
  return store.read<Actor>([&](soci::session& sql) -> Result<Actor> {
    const auto id = one<int64_t>(sql, "select person_id from people where handle = :h and active = 1", with(handle));
    const auto person = id ? find_person(sql, *id) : std::nullopt;
    if (!person) return Error{.kind = ErrorKind::sign_in, .message = fmt::format("nobody signs in as \"{}\"", handle)};
    const auto roles = roles_of(person->roles);
    return actor_for(*person, roles ? *roles : 0);
  });
}

}  // namespace lockstep::cases
