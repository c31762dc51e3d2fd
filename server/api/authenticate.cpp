#include <algorithm>

#include "server/api/hex.h"
#include "server/api/inside.h"

namespace lockstep::server {
namespace {

constexpr std::string_view bearer = "bearer ";  // RFC 9110: in small letters or not

bool is_bearer(std::string_view given) {
  return given.size() >= bearer.size() && std::ranges::equal(given.substr(0, bearer.size()), bearer, {}, [](char c) {
           return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
         });
}

Identity identity_of(SignedInBy by, const cases::Actor& actor, std::string csrf_token = {}) {
  return {.by = by,
          .person_id = actor.person_id,
          .handle = actor.handle,
          .roles = actor.roles,
          .csrf_token = std::move(csrf_token)};
}

Result<Identity> by_cookie(cases::Store& store, std::string_view token) {
  const Result<cases::Session> session = cases::find_session(store, token);
  if (!session) return session.error();
  const Result<cases::Roles> roles = cases::roles_of(session->person.roles);
  if (!roles) return roles.error();
  return identity_of(SignedInBy::cookie,
                     {.person_id = session->person.person_id, .handle = session->person.handle, .roles = *roles},
                     session->csrf_token);
}

}  // namespace

// A token before all, since who sends one means it; a proxy that vouches for people does so for every request.
Result<Identity> authenticate(Api::Inside& inside, const HttpRequest& request) {
  if (const std::string_view given = request.header("authorization"); is_bearer(given)) {
    const Result<cases::Actor> actor = cases::actor_of_token(inside.store, given.substr(bearer.size()));
    if (!actor) return actor.error();
    return identity_of(SignedInBy::token, *actor);
  }
  if (!request.proxy_user.empty()) {
    const Result<cases::Actor> actor = cases::actor_of_handle(inside.store, request.proxy_user);
    if (!actor) return actor.error();
    return identity_of(SignedInBy::proxy, *actor, to_hex(inside.store.tag("forgery " + actor->handle)));
  }
  if (const std::string_view token = request.cookie(session_cookie); !token.empty())
    return by_cookie(inside.store, token);
  return Identity{};
}

}  // namespace lockstep::server
