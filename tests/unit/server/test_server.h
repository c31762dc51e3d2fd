// A server on a free port with routes that tests need.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "server/http/server.h"
#include "tests/unit/server/raw_client.h"

namespace lockstep::server {

using namespace std::chrono_literals;

constexpr uint32_t reviewers = 2, auditors = 16;

inline Result<HttpResponse> say_path(const HttpRequest& request) {
  return text_response(200, "text/plain", std::string(request.param("name")) + "\n");
}

inline Result<HttpResponse> say_body(const HttpRequest& request) {
  return text_response(200, "text/plain", request.body);
}

inline Result<HttpResponse> say_upload(const HttpRequest& request) {
  return text_response(
      200, "text/plain",
      std::to_string(request.upload_bytes) + " " + std::to_string(std::filesystem::file_size(request.upload)));
}

// "Authorization: Bearer reviewer" is a reviewer by token, the cookie "session=…" a reviewer by cookie.
inline Result<Identity> trust_everybody(const HttpRequest& request) {
  if (request.header("authorization") == "Bearer reviewer")
    return Identity{.by = SignedInBy::token, .person_id = 1, .roles = reviewers};
  if (request.cookie("session") == "open")
    return Identity{.by = SignedInBy::cookie, .person_id = 1, .roles = reviewers, .csrf_token = "secret"};
  if (!request.proxy_user.empty())
    return Identity{.by = SignedInBy::proxy, .handle = request.proxy_user, .roles = reviewers};
  return Identity{};
}

inline int status_of(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

inline std::string body_of(const std::string& answer) {
  const size_t end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

inline bool has(const std::string& answer, std::string_view part) { return answer.find(part) != std::string::npos; }

class TestServer {
 public:
  explicit TestServer(ServerOptions options = {}, std::vector<Route> more = {})
      : spool(std::filesystem::temp_directory_path() /
              ("lockstep-spool-" + std::to_string(getpid()) + "-" + std::to_string(++count))) {
    std::filesystem::create_directories(spool);
    options.spool_folder = spool;
    const auto add = [&](const char* method, const char* pattern, const char* name, Access access, Handler handler) {
      more.push_back({method, pattern, name, access, std::move(handler)});
    };
    const Access anybody{.anonymous = true}, reviewer{.roles = reviewers}, auditor{.roles = auditors};
    add("GET", "/api/say/{name}", "say", anybody, say_path);
    add("POST", "/api/echo", "echo", anybody, say_body);
    add("GET", "/api/review", "review", reviewer, say_body);
    add("POST", "/api/review", "decide", reviewer, say_body);
    add("GET", "/api/audit", "audit", auditor, say_body);
    add("GET", "/api/throw", "throw", anybody,
        [](const HttpRequest&) -> Result<HttpResponse> { throw std::runtime_error("a bug"); });
    add("GET", "/api/fail", "fail", anybody, [](const HttpRequest&) -> Result<HttpResponse> {
      return Error{.kind = ErrorKind::conflict, .message = "two at once", .where = "case 7", .hint = "load it again"};
    });
    add("GET", "/api/slow", "slow", anybody, [](const HttpRequest&) -> Result<HttpResponse> {
      std::this_thread::sleep_for(300ms);
      return text_response(200, "text/plain", "slow");
    });
    add("GET", "/api/events", "events", anybody, [hub = hub](const HttpRequest& request) -> Result<HttpResponse> {
      HttpResponse response;
      response.body = StreamBody{hub->subscribe("somebody", {}, request.header("last-event-id"))};
      return response;
    });
    more.push_back({.method = "PUT",
                    .pattern = "/api/upload",
                    .operation_id = "upload",
                    .access = reviewer,
                    .handler = say_upload,
                    .max_body = 8 << 20,
                    .upload = true});
    auto started = Server::start(std::move(options), {.routes = std::move(more),
                                                      .authenticator = trust_everybody,
                                                      .log =
                                                          [this](const std::string& line) {
                                                            const std::lock_guard lock(mutex);
                                                            log += line + "\n";
                                                          },
                                                      .hub = hub});
    if (!started) throw std::runtime_error(to_string(started.error()));
    server = std::move(*started);
  }
  ~TestServer() {
    server.reset();
    std::filesystem::remove_all(spool);
  }

  uint16_t port() const { return server->port(); }
  std::string ask(std::string_view bytes) const { return server::ask(port(), bytes); }
  std::string get(std::string_view path, std::string_view headers = "") const {
    return ask("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n");
  }
  size_t spooled() const { return size_t(std::distance(std::filesystem::directory_iterator(spool), {})); }
  // What is counted after an answer's last byte is counted soon after the client has it.
  bool comes_to_count(std::string_view line) const {
    for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(10ms))
      if (has(server->metrics().text(), line)) return true;
    return false;
  }
  std::string logged() {
    const std::lock_guard lock(mutex);
    return log;
  }

  static inline int count = 0;
  std::filesystem::path spool;
  std::shared_ptr<EventHub> hub = std::make_shared<EventHub>("t1");
  std::mutex mutex;
  std::string log;
  std::unique_ptr<Server> server;
};

}  // namespace lockstep::server
