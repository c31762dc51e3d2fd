// server/http/heard.h
//
// What a parsed header says, as a request for handlers; and which failures of parsing are the caller's.
#pragma once

#include <boost/beast/http.hpp>

#include "server/http/server.h"

namespace lockstep::server {

using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

// Whether the caller sent something that is not HTTP/1.1, instead of going away.
bool is_malformed(boost::system::error_code failed);

std::string_view target_of(const Parser& parser);
std::optional<uint64_t> content_length(const Parser& parser);

// From `peer`, in TLS or not: sender, scheme, host and identity as a named proxy tells them, and no other.
HttpRequest request_of(const Parser& parser, const ServerOptions& options, const std::string& peer, bool is_tls);

}  // namespace lockstep::server
