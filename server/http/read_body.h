// server/http/read_body.h
//
// A body, part by part into a spool: no longer than its route takes, no slower than the server waits.
#pragma once

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/write.hpp>

#include "server/http/heard.h"
#include "server/http/line.h"
#include "server/http/spool.h"

namespace lockstep::server {

template <class Stream>
boost::asio::awaitable<void> send_continue(Line<Stream>& line) {
  line.lowest().expires_after(line.service.options.write_timeout);
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  co_await boost::asio::async_write(line.stream, boost::asio::buffer(go_on), with_error);
}

template <class Stream>
HttpResponse refuse_body(Line<Stream>& line, boost::system::error_code failed) {
  line.keep_alive = false;
  if (failed == boost::beast::error::timeout) {
    line.service.metrics.refused("slow_body");
    line.broken = true;
    return problem(408, "the body came too slowly");
  }
  return problem(400, fmt::format("the body is not well formed: {}", failed.message()));
}

// Where it would have been kept is nobody's affair but the operator's.
template <class Stream>
HttpResponse not_kept(Line<Stream>& line, const Error& error) {
  line.service.parts.log(fmt::format("an upload could not be kept: {}", to_string(error)));
  return problem(507, "the upload could not be kept", "is the disk full? the server's log says more");
}

// The refusal, if the body is too long, too slow or broken.
template <class Stream>
boost::asio::awaitable<std::optional<HttpResponse>> read_body(Line<Stream>& line, const Route& route, Parser& parser,
                                                              Spool& spool) {
  namespace http = boost::beast::http;
  const ServerOptions& options = line.service.options;
  if (parser.is_done()) co_return std::nullopt;
  if (parser.get()[http::field::expect] == "100-continue") co_await send_continue(line);
  const auto began = std::chrono::steady_clock::now();
  std::vector<char> part(read_at_once);
  while (!parser.is_done()) {
    parser.get().body().data = part.data();
    parser.get().body().size = part.size();
    line.lowest().expires_at(began + options.body_grace +
                             std::chrono::milliseconds(spool.size() * 1000 / options.slowest_body));
    auto [failed, bytes] = co_await http::async_read(line.stream, line.buffer, parser, with_error);
    (void)bytes;
    if (failed == http::error::need_buffer) failed = {};
    if (failed) co_return refuse_body(line, failed);
    const size_t size = part.size() - parser.get().body().size;
    if (spool.size() + size > route.max_body)
      co_return problem(413, fmt::format("the body is too long; at most {} bytes are taken", route.max_body));
    const Result<void> added = spool.add({part.data(), size});
    if (!added) co_return not_kept(line, added.error());
  }
  const Result<void> finished = spool.finish();
  if (!finished) co_return not_kept(line, finished.error());
  co_return std::nullopt;
}

}  // namespace lockstep::server
