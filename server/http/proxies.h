// server/http/proxies.h
//
// The reverse proxies whose word is taken: for the person's address, for TLS, and for who signed in. Anybody else's
// forwarding headers are ignored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep::server {

class NamedProxies {
 public:
  // Addresses or networks: "10.0.0.7", "10.0.0.0/8", "fd00::/8".
  static Result<NamedProxies> parse(const std::vector<std::string>& names);

  bool contain(std::string_view address) const;

  // Whose request it is: `peer`, or, if that is a named proxy, the last address of X-Forwarded-For that is none.
  std::string sender(const std::string& peer, std::string_view forwarded_for) const;

 private:
  struct Network {
    std::vector<unsigned char> bytes;  // 4 or 16
    unsigned bits;
  };
  std::vector<Network> networks_;
};

}  // namespace lockstep::server
