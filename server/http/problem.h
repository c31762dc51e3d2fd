// server/http/problem.h
//
// Errors as RFC 9457 has them: application/problem+json. The one place where a kind of Error becomes a status.
#pragma once

#include <string>

#include "lockstep/base/error.h"
#include "server/http/response.h"

namespace lockstep::server {

int http_status(ErrorKind kind);

// {"type","title","status","detail","kind","where","hint"}; `title` is the status in words, `kind` the name that the
// command line has for it too.
HttpResponse problem(const Error& error);

// What only HTTP can get wrong. `detail` is a sentence for who sent the request.
HttpResponse problem(int status, std::string detail, std::string hint = {});

}  // namespace lockstep::server
