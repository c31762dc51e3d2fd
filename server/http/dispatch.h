// server/http/dispatch.h
//
// From a request to its answer, without sockets: which route, may it be called, by whom, what it says.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "server/http/server.h"

namespace lockstep::server {

class Dispatch {
 public:
  Dispatch(const ServerOptions& options, ServerParts& parts, Metrics& metrics);

  // What the header alone decides. Either `answer` is there, or `route` is.
  struct Plan {
    const Route* route = nullptr;
    std::string operation_id{};  // for the metrics
    std::optional<HttpResponse> answer{};
  };
  Plan plan(HttpRequest& request, std::string_view target, std::optional<uint64_t> content_length);

  // Signs in and checks access; what is returned is the refusal. Waits for the database.
  std::optional<HttpResponse> refuse(const Route& route, HttpRequest& request);

  // The handler's answer; what it throws is a 500 and a line in the log. Waits for the database.
  HttpResponse run(const Route& route, const HttpRequest& request);

 private:
  std::optional<HttpResponse> refuse_head(const HttpRequest& request) const;
  std::optional<HttpResponse> refuse_route(const Route& route, const HttpRequest& request,
                                           std::optional<uint64_t> content_length);
  std::optional<HttpResponse> sign_in(const Route& route, HttpRequest& request);
  HttpResponse fault_or_problem(const HttpRequest& request, const Error& error) const;
  HttpResponse health() const;
  HttpResponse metrics_text(const HttpRequest& request) const;
  HttpResponse not_routed(HttpRequest& request, const Target& target, const std::string& allowed, Plan& plan) const;

  const ServerOptions& options_;
  ServerParts& parts_;
  Metrics& metrics_;
  Router router_;
  std::map<const Route*, std::unique_ptr<RateLimit>> limits_;
};

}  // namespace lockstep::server
