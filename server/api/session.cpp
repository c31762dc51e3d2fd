#include <algorithm>

#include "server/api/inside.h"

namespace lockstep::server {
namespace {

using cases::NewSession;
using cases::Session;

std::string stream_owner(const Call& call) { return std::to_string(call.actor.person_id); }

Result<HttpResponse> begun(Api::Inside& inside, const Call& call, const Result<NewSession>& session) {
  if (!session) return session.error();
  HttpResponse response = json_response(200, Json(session->session).dump());
  set_cookie(response, session_cookie, session->token, session->session.expires_at - inside.store.now(),
             call.http.secure);
  return response;
}

Result<HttpResponse> sign_in(Api::Inside& inside, const Call& call) {
  return begun(inside, call, cases::sign_in(inside.store, call.body_as<cases::SignIn>()));
}

// Whom a proxy or an API token signed in has no session of ours; what the page needs of one is the same.
Result<HttpResponse> show_session(Api::Inside& inside, const Call& call) {
  if (call.http.identity.by == SignedInBy::cookie)
    return answer(cases::find_session(inside.store, call.http.cookie(session_cookie)));
  const auto people = cases::list_people(inside.store, call.actor);
  if (!people) return people.error();
  const auto person = std::ranges::find(*people, call.actor.person_id, &cases::Person::person_id);
  if (person == people->end()) return Error{.kind = ErrorKind::sign_in, .message = "this person is gone"};
  return answer(Result<Session>(Session{.person = *person, .csrf_token = call.http.identity.csrf_token}));
}

Result<HttpResponse> sign_out(Api::Inside& inside, const Call& call) {
  if (call.http.identity.by == SignedInBy::cookie) {
    const auto done = cases::sign_out(inside.store, call.http.cookie(session_cookie));
    if (!done) return done.error();
  }
  inside.hub->close(stream_owner(call));
  HttpResponse response = no_content();
  set_cookie(response, session_cookie, "", -1, call.http.secure);
  set_header(response, "clear-site-data", "\"cache\", \"storage\"");
  return response;
}

// A token that gets into wrong hands ends by itself: it makes no other, and changes nothing about how its owner signs
// in.
Result<void> check_in_person(const Call& call) {
  if (call.http.identity.by != SignedInBy::token) return {};
  return Error{.kind = ErrorKind::forbidden,
               .message = "an API token cannot change how its owner signs in",
               .hint = "sign in to the console"};
}

Result<HttpResponse> change_password(Api::Inside& inside, const Call& call) {
  if (auto right = check_in_person(call); !right) return right.error();
  const auto changed = cases::change_password(inside.store, call.actor, call.body.at("old_password").get<std::string>(),
                                              call.body.at("password").get<std::string>());
  if (changed) inside.hub->close(stream_owner(call));  // as all sessions have ended
  return answer(changed);
}

Result<HttpResponse> begin_totp(Api::Inside& inside, const Call& call) {
  if (auto right = check_in_person(call); !right) return right.error();
  const auto secret = cases::begin_totp(inside.store, call.actor);
  if (!secret) return secret.error();
  return json_response(200, Json{{"otpauth", *secret}}.dump());
}

Result<HttpResponse> confirm_totp(Api::Inside& inside, const Call& call) {
  if (auto right = check_in_person(call); !right) return right.error();
  return answer(cases::confirm_totp(inside.store, call.actor, call.body.at("code").get<std::string>(),
                                    call.body.value("password", "")));
}

Result<HttpResponse> find_invitation(Api::Inside& inside, const Call& call) {
  return answer(cases::find_invitation(inside.store, call.text("token")));
}

Result<HttpResponse> accept_invitation(Api::Inside& inside, const Call& call) {
  const auto session = cases::accept_invitation(inside.store, call.text("token"), call.body_as<cases::NewPassword>());
  if (session) inside.hub->close(std::to_string(session->session.person.person_id));  // older sessions have ended
  return begun(inside, call, session);
}

Result<HttpResponse> list_tokens(Api::Inside& inside, const Call& call) {
  return answer(cases::list_tokens(inside.store, call.actor));
}

Result<HttpResponse> make_token(Api::Inside& inside, const Call& call) {
  if (auto right = check_in_person(call); !right) return right.error();
  return answer(cases::make_token(inside.store, call.actor, call.body_as<cases::NewApiToken>()), 201);
}

Result<HttpResponse> revoke_token(Api::Inside& inside, const Call& call) {
  const auto revoked = cases::revoke_token(inside.store, call.actor, call.id("token_id"));
  if (revoked) inside.hub->close(stream_owner(call));  // those that are still somebody's come again by themselves
  return answer(revoked);
}

}  // namespace

// From one address 30 attempts may fail at once, then two a second. What succeeds is not counted, since an office signs
// in from one address in the morning. The store slows down attempts at one name.
void add_session_routes(RouteTable& table) {
  constexpr Rate rate{.per_second = 2, .burst = 30};
  table.add("POST", "/api/session", "sign_in", anybody, sign_in).failures = rate;
  table.add("GET", "/api/session", "show_session", everybody, show_session);
  table.add("DELETE", "/api/session", "sign_out", everybody, sign_out);
  table.add("PUT", "/api/session/password", "change_password", everybody, change_password).failures = rate;
  table.add("POST", "/api/session/totp", "begin_totp", everybody, begin_totp);
  table.add("PUT", "/api/session/totp", "confirm_totp", everybody, confirm_totp).failures = rate;
  table.add("GET", "/api/invitations/{token}", "find_invitation", anybody, find_invitation).failures = rate;
  table.add("POST", "/api/invitations/{token}", "accept_invitation", anybody, accept_invitation).failures = rate;
  table.add("GET", "/api/tokens", "list_tokens", everybody, list_tokens);
  table.add("POST", "/api/tokens", "make_token", everybody, make_token);
  table.add("DELETE", "/api/tokens/{token_id}", "revoke_token", everybody, revoke_token);
}

}  // namespace lockstep::server
