#include "server/http/dispatch.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep::server {
namespace {

std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

HttpResponse busy(std::string detail, std::chrono::milliseconds wait, int status) {
  HttpResponse response = problem(status, std::move(detail));
  set_header(response, "retry-after", std::to_string(std::max<int64_t>(1, (wait.count() + 999) / 1000)));
  return response;
}

}  // namespace

Dispatch::Dispatch(const ServerOptions& options, ServerParts& parts, Metrics& metrics)
    : options_(options), parts_(parts), metrics_(metrics), router_([&] {
        std::vector<Route> routes = std::move(parts.routes);
        routes.push_back({.method = "GET",
                          .pattern = "/healthz",
                          .operation_id = "health",
                          .access = {.anonymous = true},
                          .handler = [this](const HttpRequest&) { return health(); }});
        routes.push_back({.method = "GET",
                          .pattern = "/metrics",
                          .operation_id = "metrics",
                          .access = {.anonymous = true},
                          .handler = [this](const HttpRequest& request) { return metrics_text(request); }});
        return Router(std::move(routes));
      }()) {
  for (const Route& route : router_.routes())
    if (route.failures) limits_[&route] = std::make_unique<RateLimit>(*route.failures);
}

HttpResponse Dispatch::health() const {
  const Result<void> well = parts_.health();
  if (well) return text_response(200, "text/plain; charset=utf-8", "ok\n");
  parts_.log("healthz: " + to_string(well.error()));
  return problem(503, "the store does not answer", "the server's log says more");
}

HttpResponse Dispatch::metrics_text(const HttpRequest& request) const {
  if (!options_.metrics_from.contain(request.remote_address))
    return problem(403, "metrics are not for this address",
                   "the server's option --metrics-from names who may read them");
  return text_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics_.text());
}

Dispatch::Plan Dispatch::plan(HttpRequest& request, std::string_view target, std::optional<uint64_t> content_length) {
  Plan plan;
  plan.operation_id = "none";
  plan.answer = refuse_head(request);
  if (plan.answer) return plan;
  std::optional<Target> parsed = parse_target(target);
  if (!parsed) {
    plan.answer = problem(400, "the path or the query is not well formed",
                          "percent-encoded UTF-8 without control characters, \".\" or \"..\"");
    return plan;
  }
  Router::Found found = router_.find(request.method, *parsed);
  request.path = parsed->path();
  request.query = std::move(parsed->query);
  request.params = std::move(found.params);
  if (!found.route) {
    plan.answer = not_routed(request, *parsed, found.allowed, plan);
    return plan;
  }
  plan.operation_id = found.route->operation_id;
  plan.answer = refuse_route(*found.route, request, content_length);
  if (!plan.answer) plan.route = found.route;
  return plan;
}

std::optional<HttpResponse> Dispatch::refuse_head(const HttpRequest& request) const {
  const std::string_view host = request.header("host");
  if (host.empty() || host.find(',') != std::string_view::npos)
    return problem(400, "the request needs one Host header");
  if (!options_.hosts.empty() && std::ranges::find(options_.hosts, without_port(host)) == options_.hosts.end())
    return problem(421, fmt::format("this server does not answer for \"{}\"", host), "its option --host names them");
  const std::string_view coding = request.header("content-encoding");
  if (!coding.empty() && coding != "identity")
    return problem(415, fmt::format("content-encoding \"{}\": send the body as it is", coding));
  return std::nullopt;
}

std::optional<HttpResponse> Dispatch::refuse_route(const Route& route, const HttpRequest& request,
                                                   std::optional<uint64_t> content_length) {
  if (content_length && *content_length > route.max_body)
    return problem(413, fmt::format("the body has {} bytes; at most {} are taken", *content_length, route.max_body));
  if (const auto limit = limits_.find(&route); limit != limits_.end())
    if (const auto wait = limit->second->wait(request.remote_address); wait.count() > 0)
      return busy("too many attempts from this address have failed", wait, 429);
  return std::nullopt;
}

HttpResponse Dispatch::not_routed(HttpRequest& request, const Target& target, const std::string& allowed,
                                  Plan& plan) const {
  if (!allowed.empty()) {
    HttpResponse response = request.method == "OPTIONS"
                                ? no_content()
                                : problem(405, fmt::format("{} is not possible here", request.method));
    set_header(response, "allow", allowed);
    return response;
  }
  if (request.method == "GET" || request.method == "HEAD") {
    plan.operation_id = "asset";
    if (auto file = parts_.assets.answer(request, target.segments)) return std::move(*file);
    plan.operation_id = "none";
    if (auto page = parts_.assets.answer_lost(request, target.segments)) return std::move(*page);
  }
  return problem(404, fmt::format("there is nothing at {}", request.path));
}

std::optional<HttpResponse> Dispatch::refuse(const Route& route, HttpRequest& request) try {
  if (auto refusal = sign_in(route, request)) return refusal;
  const Identity& identity = request.identity;
  if (!route.access.anonymous) {
    if (identity.by == SignedInBy::nothing) return problem(401, "this needs a person who has signed in");
    if (route.access.roles != 0 && (route.access.roles & identity.roles) == 0)
      return problem(403, "none of this person's roles may do that");
  }
  if (auto reason = forged(request)) return problem(403, std::move(*reason));
  return std::nullopt;
} catch (const std::exception& error) {
  parts_.log(fmt::format("{} {}: {}", request.method, route.pattern, error.what()));
  return problem(500, "the server has a fault; its log says more");
}

std::optional<HttpResponse> Dispatch::sign_in(const Route& route, HttpRequest& request) {
  if (!parts_.authenticator) return std::nullopt;
  Result<Identity> identity = parts_.authenticator(request);
  if (identity)
    request.identity = std::move(*identity);
  else if (!route.access.anonymous)
    return fault_or_problem(request, identity.error());
  return std::nullopt;
}

// What fails on our side is for the operator: paths and databases are nobody else's affair.
HttpResponse Dispatch::fault_or_problem(const HttpRequest& request, const Error& error) const {
  if (error.kind != ErrorKind::file) return problem(error);
  parts_.log(fmt::format("{} {}: {}", request.method, request.path, to_string(error)));
  return problem(500, "the server could not read or write what it needs", "its log says more");
}

HttpResponse Dispatch::run(const Route& route, const HttpRequest& request) try {
  Result<HttpResponse> answer = route.handler(request);
  HttpResponse response = answer ? std::move(*answer) : fault_or_problem(request, answer.error());
  if (response.status >= 400 && response.status < 500)
    if (const auto limit = limits_.find(&route); limit != limits_.end()) limit->second->take(request.remote_address);
  return response;
} catch (const std::exception& error) {
  parts_.log(fmt::format("{} {}: {}", request.method, route.pattern, error.what()));
  return problem(500, "the server has a fault; its log says more");
}

}  // namespace lockstep::server
