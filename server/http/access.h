// server/http/access.h
//
// Who may call a route, and who calls.
#pragma once

#include <cstdint>
#include <string>

namespace lockstep::server {

// What the bits of `roles` mean is the API's affair.
struct Access {
  bool anonymous = false;  // without signing in
  uint32_t roles = 0;      // any of these; 0: whoever has signed in
};

// How the caller proved who it is. Only a cookie is sent by a browser without being asked, so only there another site
// could make the browser act: those requests need the token against forgery.
enum class SignedInBy { nothing, cookie, token, proxy };

struct Identity {
  SignedInBy by = SignedInBy::nothing;
  int64_t person_id = 0;
  std::string handle{};
  uint32_t roles = 0;
  std::string csrf_token{};  // what state-changing requests must repeat in x-csrf-token, when `by` is cookie or proxy
};

}  // namespace lockstep::server
