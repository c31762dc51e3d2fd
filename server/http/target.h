// server/http/target.h
//
// The target of a request line, and the Cookie header, taken apart. Both come from anybody, so what is not clearly
// right is refused: two readers of one odd path (a proxy and we) must not see two paths.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"

namespace lockstep::server {

struct Target {
  std::vector<std::string> segments;  // decoded; "/" has one empty segment
  Pairs query;

  std::string path() const;
};

// Nothing unless it begins with "/", every escape is whole, and what is decoded is UTF-8 without control characters,
// with no segment "." or "..". "+" is a blank in the query alone. At most 200 parameters.
std::optional<Target> parse_target(std::string_view target);

// name=value pairs; those that are malformed are left out, since other sites of the host may have set them. The first
// of a name counts.
Names parse_cookies(std::string_view header);

}  // namespace lockstep::server
