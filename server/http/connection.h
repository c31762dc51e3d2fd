// server/http/connection.h
//
// One connection, from its first byte to its last, as one coroutine on a strand of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "server/http/service.h"

namespace lockstep::server {

boost::asio::awaitable<void> serve_plain(boost::beast::tcp_stream stream, Service& service);
boost::asio::awaitable<void> serve_tls(boost::beast::ssl_stream<boost::beast::tcp_stream> stream, Service& service);

}  // namespace lockstep::server
