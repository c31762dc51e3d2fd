// lockstep/cases/people.h
//
// Who may do what. Roles are many to a person; that nobody stands on both sides of one decision or appeal is checked
// where decisions and appeals are made, not here. An administrator manages people and settings and decides nothing; an
// auditor reads everything and changes nothing.
//
// Passwords are kept as argon2id (libsodium), session and API tokens as SHA-256 of 32 random bytes: what the database
// holds opens nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/cases/store.h"

namespace lockstep::cases {

struct Person {
  int64_t person_id = 0;
  std::string handle;              // signs in with it; unique, [a-z0-9._-]{1,64}
  std::string name;                // shown to colleagues
  std::vector<std::string> roles;  // "analyst" …
  bool active = true;              // leavers are not
  bool totp = false;               // signs in with a second factor
  bool signed_up = false;          // has used the one-time link
  int64_t created_at = 0;
  std::string etag = {};  // of what change_person changes
};

struct NewPerson {
  std::string handle, name;
  std::vector<std::string> roles;
};

struct PersonChange {
  std::optional<std::string> name;
  std::optional<std::vector<std::string>> roles;
  std::optional<bool> active;      // false: sessions and API tokens end at once
  std::optional<int64_t> hand_to;  // who takes over the claims of a leaver; nobody: they become free
};

// A link's secret part; it works once and until expires_at.
struct OneTimeLink {
  std::string token;
  int64_t expires_at = 0;
};

struct Invitation {
  std::string purpose;  // "first" (makes the administrator), "invite", "reset"
  std::string handle, name;
};

struct NewPassword {
  std::string handle, name;  // used for "first" only
  std::string password;      // at least 12 characters
};

struct SignIn {
  std::string handle, password, totp;  // totp: six digits, empty where none is set
};

struct Session {
  Person person;
  std::string csrf_token;  // state-changing requests repeat it in a header
  int64_t expires_at = 0;
};

// token: what the cookie holds; it is not kept.
struct NewSession {
  Session session;
  std::string token;
};

struct ApiToken {
  int64_t token_id = 0;
  std::string name;
  std::vector<std::string> scopes;  // roles that the token may use, of those that its owner has
  int64_t created_at = 0, expires_at = 0;
};

struct NewApiToken {
  std::string name;
  std::vector<std::string> scopes;
  int64_t days = 90;  // 1 to 366
};

struct MadeApiToken {
  ApiToken api_token;
  std::string token;  // shown once
};

// The link that makes the administrator, as long as nobody has used it; an Error of kind conflict afterwards.
Result<OneTimeLink> first_link(Store& store);
Result<Invitation> find_invitation(Store& store, std::string_view token);
Result<NewSession> accept_invitation(Store& store, std::string_view token, const NewPassword& password);

// Wrong name, password or code give the same answer after the same work. Delays grow with failures of one handle:
// an Error of kind limit says how long to wait.
Result<NewSession> sign_in(Store& store, const SignIn& given);
Result<Session> find_session(Store& store, std::string_view token);
Result<void> sign_out(Store& store, std::string_view token);
Result<void> change_password(Store& store, const Actor& actor, std::string_view old_password,
                             std::string_view password);

// The secret as otpauth:// link; it counts from confirm_totp on. An empty code takes the second factor away, which
// takes the password.
Result<std::string> begin_totp(Store& store, const Actor& actor);
Result<void> confirm_totp(Store& store, const Actor& actor, std::string_view code, std::string_view password = {});

Result<std::vector<Person>> list_people(Store& store, const Actor& actor);
struct AddedPerson {
  Person person;
  OneTimeLink link;
};
Result<AddedPerson> add_person(Store& store, const Actor& actor, const NewPerson& person);
// `seen`: the person's etag as it was seen; another one is an Error of kind conflict.
Result<Person> change_person(Store& store, const Actor& actor, int64_t person_id, const PersonChange& change,
                             const std::optional<std::string>& seen = {});
Result<OneTimeLink> reset_password(Store& store, const Actor& actor, int64_t person_id);

Result<std::vector<ApiToken>> list_tokens(Store& store, const Actor& actor);
Result<MadeApiToken> make_token(Store& store, const Actor& actor, const NewApiToken& token);
Result<void> revoke_token(Store& store, const Actor& actor, int64_t token_id);

Result<Actor> actor_of_session(Store& store, std::string_view token);
Result<Actor> actor_of_token(Store& store, std::string_view token);
Result<Actor> actor_of_handle(Store& store, std::string_view handle);  // a proxy's header, or the command line's --as

}  // namespace lockstep::cases
