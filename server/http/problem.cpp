#include "server/http/problem.h"

#include <nlohmann/json.hpp>

namespace lockstep::server {
namespace {

using nlohmann::ordered_json;

const char* reason(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Sign in first";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 408:
      return "Request took too long";
    case 409:
      return "Conflict";
    case 412:
      return "Changed meanwhile";
    case 413:
      return "Too large";
    case 415:
      return "Media type not supported";
    case 421:
      return "Not this host";
    case 422:
      return "Cannot be done";
    case 428:
      return "Precondition required";
    case 429:
      return "Too many requests";
    case 431:
      return "Header too large";
    case 501:
      return "Not implemented";
    case 503:
      return "Busy";
    case 507:
      return "No space";
    default:
      return status < 500 ? "Bad request" : "Internal error";
  }
}

ErrorKind kind_of(int status) {
  switch (status) {
    case 401:
      return ErrorKind::sign_in;
    case 403:
      return ErrorKind::forbidden;
    case 404:
      return ErrorKind::missing;
    case 409:
    case 412:
      return ErrorKind::conflict;
    case 413:
    case 429:
    case 431:
    case 503:
      return ErrorKind::limit;
    case 422:
      return ErrorKind::input;
    default:
      return status < 500 ? ErrorKind::usage : ErrorKind::file;
  }
}

HttpResponse written(int status, const Error& error) {
  ordered_json members{{"type", "about:blank"},
                       {"title", reason(status)},
                       {"status", status},
                       {"detail", error.message},
                       {"kind", name(error.kind)}};
  if (!error.where.empty()) members["where"] = error.where;
  if (!error.hint.empty()) members["hint"] = error.hint;
  return text_response(status, "application/problem+json",
                       members.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace

int http_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return 400;
    case ErrorKind::input:
      return 422;
    case ErrorKind::file:
      return 500;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::limit:
      return 429;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::missing:
      return 404;
    case ErrorKind::sign_in:
      return 401;
    case ErrorKind::interrupted:
      return 503;
  }
  return 500;
}

HttpResponse problem(const Error& error) { return written(http_status(error.kind), error); }

HttpResponse problem(int status, std::string detail, std::string hint) {
  return written(status, {.kind = kind_of(status), .message = std::move(detail), .hint = std::move(hint)});
}

}  // namespace lockstep::server
