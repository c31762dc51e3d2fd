// lockstep/traces/url_parts.h
//
// A URL taken apart (RFC 3986), each part in its normal spelling, and put together again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

struct UrlParts {
  std::string scheme;              // lower case; "https" for http too
  std::string host;                // lower case, ASCII; never empty
  std::string port;                // empty where it is the scheme's own
  std::string path;                // empty or beginning with a slash; . and .. resolved
  std::vector<std::string> query;  // "name=value" or "name", in the order given
  std::string fragment;
};

// Nothing where the text is no URL with a host. Without a scheme the host must look like one: a dot, a last label of
// letters, nothing that a host cannot hold.
std::optional<UrlParts> parse_url(std::string_view text);

std::string to_string(const UrlParts& url);

// "name" of "name=value".
std::string_view parameter_name(std::string_view parameter);

// The value of the first parameter of this name, percent-decoded; empty where there is none.
std::string parameter(const UrlParts& url, std::string_view name);

}  // namespace lockstep
