// server/http/security.h
//
// What protects the browser, and what protects from it.
#pragma once

#include <optional>
#include <string>

#include "server/http/request.h"
#include "server/http/response.h"

namespace lockstep::server {

// On every answer: nothing but our own scripts and styles runs, nobody frames the page, nothing is guessed, nothing of
// an API's answer is kept. Headers that the handler has set stay.
void add_security_headers(HttpResponse& response, bool secure);

// Why a request that changes state is refused as one that another site made the browser send: its origin is not ours,
// or it came with a cookie (or a proxy's word) and does not repeat the token. Nothing: it is not.
std::optional<std::string> forged(const HttpRequest& request);

// The same of origin alone, before anybody has signed in.
std::optional<std::string> foreign_origin(const HttpRequest& request);

// Takes the same time wherever they differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace lockstep::server
