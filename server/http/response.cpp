#include "server/http/response.h"

#include <fmt/format.h>

namespace lockstep::server {

HttpResponse text_response(int status, std::string content_type, std::string body) {
  return {.status = status, .headers = {{"content-type", std::move(content_type)}}, .body = std::move(body)};
}

HttpResponse json_response(int status, std::string json) {
  return text_response(status, "application/json", std::move(json));
}

HttpResponse no_content() { return {.status = 204}; }

void set_header(HttpResponse& response, std::string name, std::string value) {
  response.headers.emplace_back(std::move(name), std::move(value));
}

void set_cookie(HttpResponse& response, std::string_view name, std::string_view value, int64_t seconds, bool secure) {
  std::string cookie = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", name, value);
  if (seconds != 0) cookie += fmt::format("; Max-Age={}", seconds < 0 ? 0 : seconds);
  if (secure) cookie += "; Secure";
  set_header(response, "set-cookie", std::move(cookie));
}

}  // namespace lockstep::server
