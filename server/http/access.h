// server/http/access.h
//
// Who may call a route, and who calls.
#pragma once

#include <cstdint>
#include <string>

namespace lockstep::server {

enum class Role : uint32_t {
  analyst = 1,
  reviewer = 2,
  appeals_reviewer = 4,
  publisher = 8,
  auditor = 16,
  administrator = 32,
};

struct Access {
  bool anonymous = false;  // without signing in
  uint32_t roles = 0;      // any of them; 0: whoever signed in
};

// How the caller proved who it is. Only a cookie is sent by a browser without being asked, so only there another site
// could make the browser act: those requests need the token against forgery.
enum class SignedInBy { nothing, cookie, token, proxy };

struct Identity {
  SignedInBy by = SignedInBy::nothing;
  std::string person_id{};
  std::string name{};
  uint32_t roles = 0;        // bits of Role
  std::string csrf_token{};  // what state-changing requests must repeat in x-csrf-token, when `by` is cookie or proxy
  std::string session_id{};
};

}  // namespace lockstep::server
