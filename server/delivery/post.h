// server/delivery/post.h
//
// One POST to an address that an administrator wrote down: HTTP or HTTPS with the certificate checked, no redirects
// followed (a decision goes where it was sent, nowhere else), an end to every wait.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep::server {

struct Posted {
  unsigned status = 0;
  std::string body;  // the first 2,000 bytes
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// Errors: an address that is none (usage), nobody there, no answer in time, a certificate that is not theirs (file).
Result<Posted> post(const std::string& url, const Headers& headers, std::string_view body,
                    std::chrono::milliseconds most = std::chrono::seconds(20));

}  // namespace lockstep::server
