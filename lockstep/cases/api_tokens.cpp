#include "lockstep/cases/people_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {

Result<std::vector<ApiToken>> list_tokens(Store& store, const Actor& actor) {
  return store.read<std::vector<ApiToken>>([&](soci::session& sql) -> Result<std::vector<ApiToken>> {
    std::vector<ApiToken> tokens;
    each_row<int64_t, std::string, int64_t, int64_t, int64_t>(
        sql,
        "select token_id, name, scopes, created_at, expires_at from api_tokens "
        "where person_id = :p and revoked = 0 order by token_id",
        with(actor.person_id),
        [&](int64_t id, std::string name, int64_t scopes, int64_t created_at, int64_t expires_at) {
          tokens.push_back({.token_id = id,
                            .name = std::move(name),
                            .scopes = names_of(Roles(scopes)),
                            .created_at = created_at,
                            .expires_at = expires_at});
        });
    return tokens;
  });
}

Result<MadeApiToken> make_token(Store& store, const Actor& actor, const NewApiToken& wanted) {
  if (auto right = check_text("name", wanted.name, 1, 200); !right) return right.error();
  if (wanted.days < 1 || wanted.days > 366)
    return Error{.kind = ErrorKind::usage, .message = "is not from 1 to 366", .where = "days"};
  auto scopes = roles_of(wanted.scopes);
  if (!scopes) return scopes.error();
  if (*scopes & ~actor.roles)
    return Error{.kind = ErrorKind::forbidden, .message = "a token can do no more than you", .where = "scopes"};
  return store.write<MadeApiToken>(actor, [&](Writing& writing) -> Result<MadeApiToken> {
    MadeApiToken made{.api_token = {.token_id = writing.next("api_tokens"),
                                    .name = wanted.name,
                                    .scopes = names_of(*scopes),
                                    .created_at = writing.now,
                                    .expires_at = writing.now + 86'400 * wanted.days},
                      .token = "lockstep_" + writing.random_token()};
    execute(writing.sql,
            "insert into api_tokens (token_id, person_id, name, token_hash, scopes, created_at, expires_at) "
            "values (:i, :p, :n, :h, :s, :c, :e)",
            with(made.api_token.token_id, actor.person_id, wanted.name, sha256_hex(made.token), *scopes, writing.now,
                 made.api_token.expires_at));
    writing.append(
        {.act = "token.made", .payload = {{"token_id", made.api_token.token_id}, {"scopes", made.api_token.scopes}}});
    return made;
  });
}

Result<void> revoke_token(Store& store, const Actor& actor, int64_t token_id) {
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    const int64_t changed =
        execute(writing.sql, "update api_tokens set revoked = 1 where token_id = :t and person_id = :p and revoked = 0",
                with(token_id, actor.person_id));
    if (changed == 0) return no_such("API token", token_id);
    writing.append({.act = "token.revoked", .payload = {{"token_id", token_id}}});
    return changed;
  });
  if (!done) return done.error();
  return {};
}

}  // namespace lockstep::cases
