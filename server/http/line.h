// server/http/line.h
//
// The line to one caller: the stream, what has been heard and not yet read, and what became of it. One strand works on
// it, so nothing here is locked.
//
// No co_await stands within a condition or another expression, in any of the files that work on it: g++ 12 makes wrong
// code of the temporaries in those.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <memory>

#include "server/http/service.h"

namespace lockstep::server {

using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

constexpr auto with_error = boost::asio::as_tuple(boost::asio::use_awaitable);
constexpr size_t read_at_once = 64 << 10;

template <class Stream>
struct Line : std::enable_shared_from_this<Line<Stream>> {
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;

  Line(Stream opened, Service& of) : stream(std::move(opened)), service(of), wake(stream.get_executor()) {
    boost::system::error_code unknown;
    const auto other = socket().remote_endpoint(unknown);
    if (!unknown) peer = other.address().to_string();
  }

  auto& lowest() { return boost::beast::get_lowest_layer(stream); }
  auto& socket() { return lowest().socket(); }

  Stream stream;
  Service& service;
  boost::asio::steady_timer wake;  // of an event stream
  bool woken = false;
  std::string peer{};
  boost::beast::flat_buffer buffer{256 << 10};
  std::chrono::steady_clock::time_point began{};  // of the request that is answered now
  bool idle = false;                              // waits for nothing but another request
  bool shaken = false;                            // hands, in TLS
  bool broken = false;                            // nothing more can be sent
  bool keep_alive = false;
  bool head = false;  // only the head of the answer is wanted
};

}  // namespace lockstep::server
