// server/http/request.h
//
// One request, after transport has checked it: lengths bounded, the path decoded strictly (UTF-8, no NUL, no "." or
// ".."), names of headers in lower case, the sender known.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/access.h"

namespace lockstep::server {

using Names = std::map<std::string, std::string, std::less<>>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;
  std::string path;  // decoded; for messages only, since a segment may hold a decoded "/"
  Names params;      // {case_id} of the route's pattern, decoded
  Pairs query;       // decoded, in the order of the URL
  Names headers;     // names in lower case; what came twice is joined with ", "
  Names cookies;
  std::string body;    // of a route that takes no upload
  std::string upload;  // of one that does: the file that holds the body; removed after the handler unless it moved it
  uint64_t upload_bytes = 0;
  std::string remote_address;  // the person's, not that of a named proxy
  bool secure = false;         // came over TLS, here or at a named proxy
  std::string proxy_user;      // whom a named proxy vouches for; empty from anybody else
  Identity identity;           // filled by the authenticator; anonymous where the route allows it

  // Empty if it is not there.
  std::string_view header(std::string_view name) const { return find(headers, name); }
  std::string_view cookie(std::string_view name) const { return find(cookies, name); }
  std::string_view param(std::string_view name) const { return find(params, name); }

  // The first of that name.
  std::optional<std::string_view> query_value(std::string_view name) const;

  bool changes_state() const { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

 private:
  static std::string_view find(const Names& names, std::string_view name);
};

}  // namespace lockstep::server
