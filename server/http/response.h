// server/http/response.h
//
// What a handler answers: bytes, a file, or a stream of events that goes on after the handler has returned.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "lockstep/base/error.h"
#include "server/http/request.h"

namespace lockstep::server {

class Subscription;

struct FileBody {
  std::string path{};
};

// Bytes that stay where they are, as files that the program carries.
struct ConstantBody {
  std::string_view bytes;
};

struct StreamBody {
  std::shared_ptr<Subscription> subscription;
};

struct HttpResponse {
  int status = 200;
  Pairs headers{};
  std::variant<std::string, ConstantBody, FileBody, StreamBody> body{};
};

HttpResponse text_response(int status, std::string content_type, std::string body);
HttpResponse json_response(int status, std::string json);
HttpResponse no_content();

void set_header(HttpResponse& response, std::string name, std::string value);

// A cookie that scripts cannot read and other sites cannot send. `seconds` 0: until the browser closes; below 0: forget
// it.
void set_cookie(HttpResponse& response, std::string_view name, std::string_view value, int64_t seconds, bool secure);

}  // namespace lockstep::server
