// server/http/send_events.h
//
// Server-sent events until the reader goes, falls behind, or the hub closes the stream.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "server/http/write_answer.h"

namespace lockstep::server {

// What has come since, or a sign of life; whether more may follow.
template <class Stream>
boost::asio::awaitable<bool> send_next_events(Line<Stream>& line, Subscription& events) {
  const ServerOptions& options = line.service.options;
  line.woken = false;
  const bool last = events.closed() || std::chrono::steady_clock::now() - line.began > options.longest_stream;
  std::string text = events.take();
  if (text.empty()) {
    if (last) co_return false;
    line.wake.expires_after(options.heartbeat);
    if (!line.woken) co_await line.wake.async_wait(with_error);
    if (line.woken) co_return true;
    text = ":\n\n";
  }
  line.lowest().expires_after(options.write_timeout);
  const auto [failed, bytes] = co_await boost::asio::async_write(line.stream, boost::asio::buffer(text), with_error);
  (void)bytes;
  if (failed) line.broken = true;
  co_return !failed && !last;
}

template <class Stream>
boost::asio::awaitable<bool> send_events(Line<Stream>& line, HttpResponse& answer) {
  namespace http = boost::beast::http;
  const std::shared_ptr<Subscription> events = std::get<StreamBody>(answer.body).subscription;
  line.keep_alive = false;
  set_header(answer, "content-type", "text/event-stream");
  set_header(answer, "x-accel-buffering", "no");  // a proxy must not wait for more
  http::response<http::empty_body> message = head_of<http::empty_body>(line, answer);
  line.service.streams_changed(1);
  bool open = co_await write(line, message);
  if (line.head) open = false;
  if (open) {
    events->on_change([weak = line.weak_from_this()] {
      if (const auto there = weak.lock())
        boost::asio::post(there->stream.get_executor(), [there] {
          there->woken = true;
          there->wake.cancel();
        });
    });
  }
  while (open) open = co_await send_next_events(line, *events);
  events->on_change({});
  events->close();
  line.service.streams_changed(-1);
  co_return false;
}

}  // namespace lockstep::server
