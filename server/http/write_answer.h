// server/http/write_answer.h
//
// An answer that is known whole, bytes or a file, onto the line. Each returns whether all of it was taken.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http.hpp>

#include "server/http/line.h"

namespace lockstep::server {

// A value that came from outside must not begin a header of its own.
inline std::string one_line(std::string value) {
  std::erase_if(value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
  return value;
}

template <class Body, class Stream>
boost::beast::http::response<Body> head_of(const Line<Stream>& line, const HttpResponse& answer) {
  boost::beast::http::response<Body> message;
  message.version(11);
  message.result(unsigned(answer.status));
  for (const auto& [name, value] : answer.headers) message.insert(name, one_line(value));
  message.keep_alive(line.keep_alive);
  return message;
}

template <class Stream, class Body>
boost::asio::awaitable<bool> write(Line<Stream>& line, boost::beast::http::response<Body>& message) {
  boost::beast::http::response_serializer<Body> serializer(message);
  while (!serializer.is_done()) {
    line.lowest().expires_after(line.service.options.write_timeout);
    const auto [failed, bytes] = co_await boost::beast::http::async_write_some(line.stream, serializer, with_error);
    (void)bytes;
    if (failed) {
      line.broken = true;
      co_return false;
    }
  }
  co_return true;
}

template <class Stream>
boost::asio::awaitable<bool> send_bytes(Line<Stream>& line, const HttpResponse& answer, std::string_view bytes) {
  namespace http = boost::beast::http;
  const bool bodyless = answer.status == 204 || answer.status == 304;
  bool sent = false;
  if (line.head || bodyless) {
    http::response<http::empty_body> message = head_of<http::empty_body>(line, answer);
    if (!bodyless) message.content_length(bytes.size());
    sent = co_await write(line, message);
  } else {
    http::response<http::span_body<char const>> message = head_of<http::span_body<char const>>(line, answer);
    message.body() = {bytes.data(), bytes.size()};
    message.content_length(bytes.size());
    sent = co_await write(line, message);
  }
  co_return sent;
}

template <class Stream>
boost::asio::awaitable<bool> send_file(Line<Stream>& line, const HttpResponse& answer, const std::string& path) {
  namespace http = boost::beast::http;
  http::response<http::file_body> message = head_of<http::file_body>(line, answer);
  boost::system::error_code failed;
  message.body().open(path.c_str(), boost::beast::file_mode::scan, failed);
  bool sent = false;
  if (failed) {
    HttpResponse gone = problem(404, "the file is not there any more");
    add_security_headers(gone, false);
    sent = co_await send_bytes(line, gone, std::get<std::string>(gone.body));
  } else if (line.head) {
    http::response<http::empty_body> head = head_of<http::empty_body>(line, answer);
    head.content_length(message.body().size());
    sent = co_await write(line, head);
  } else {
    message.content_length(message.body().size());
    sent = co_await write(line, message);
  }
  co_return sent;
}

}  // namespace lockstep::server
