// server/api/call.h
//
// A request that holds what the contract asks for, and who makes it.
#pragma once

#include <optional>
#include <string>

#include "lockstep/cases/cases.h"
#include "server/api/document.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace lockstep::server {

struct Call {
  const HttpRequest& http;
  cases::Actor actor;
  Json parameters;  // of path and query, with the contract's defaults; absent ones are absent
  Json body;        // null where there is none

  int64_t id(const char* name) const { return parameters.at(name).get<int64_t>(); }
  std::string text(const char* name) const { return parameters.value(name, std::string()); }
  template <class T>
  std::optional<T> maybe(const char* name) const {
    const auto at = parameters.find(name);
    return at == parameters.end() ? std::nullopt : std::optional<T>(at->get<T>());
  }
  template <class T>
  T body_as() const {
    return body.get<T>();
  }

  // What If-Match names, where it names one thing: nothing for "*". A proxy that packs answers makes an ETag weak;
  // what it names is the same.
  std::optional<std::string> seen() const;

  // The version that it names; an Error of kind conflict where it names none of ours.
  Result<std::optional<int64_t>> version() const;
};

// Against the contract: parameters, media type, body. Errors of kind usage.
Result<Call> read_call(const Json& operation, const HttpRequest& request, const cases::Store& store);

cases::Actor actor_of(const Identity& identity);

// A value as JSON; an error stays one.
template <class T>
Result<HttpResponse> answer(const Result<T>& result, int status = 200) {
  if (!result) return result.error();
  return json_response(status, Json(*result).dump(-1, ' ', false, Json::error_handler_t::replace));
}
inline Result<HttpResponse> answer(const Result<void>& result) {
  if (!result) return result.error();
  return no_content();
}

}  // namespace lockstep::server
