#include "server/http/security.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace lockstep::server {
namespace {

// Styles set by scripts through the object model need no permission; those written into the page have none.
constexpr std::string_view content_policy =
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

void add(HttpResponse& response, std::string_view name, std::string_view value) {
  const bool there = std::ranges::any_of(response.headers, [&](const auto& header) { return header.first == name; });
  if (!there) response.headers.emplace_back(name, value);
}

std::string_view host_of_origin(std::string_view origin) {
  const size_t scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view{} : origin.substr(scheme + 3);
}

}  // namespace

void add_security_headers(HttpResponse& response, bool secure) {
  add(response, "content-security-policy", content_policy);
  add(response, "x-content-type-options", "nosniff");
  add(response, "referrer-policy", "no-referrer");
  add(response, "cross-origin-opener-policy", "same-origin");
  add(response, "cross-origin-resource-policy", "same-origin");
  add(response, "permissions-policy", "camera=(), geolocation=(), microphone=()");
  add(response, "cache-control", "no-store");
  if (secure) add(response, "strict-transport-security", "max-age=31536000");
}

std::optional<std::string> foreign_origin(const HttpRequest& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return "the request comes from another site";
  const std::string_view origin = request.header("origin");
  if (!origin.empty() && host_of_origin(origin) != request.header("host"))
    return "the request comes from another origin";
  return std::nullopt;
}

std::optional<std::string> forged(const HttpRequest& request) {
  if (!request.changes_state() || request.identity.by == SignedInBy::token) return std::nullopt;
  if (auto foreign = foreign_origin(request)) return foreign;
  if (request.identity.by == SignedInBy::nothing) return std::nullopt;
  const std::string_view token = request.header("x-csrf-token");
  if (request.identity.csrf_token.empty() || !equal_secrets(token, request.identity.csrf_token))
    return "the header x-csrf-token is missing or is not this session's";
  return std::nullopt;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace lockstep::server
