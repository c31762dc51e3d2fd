// lockstep/cases/connect.h
//
// Connections to either database, and what their errors mean for a person.
#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>

#include "lockstep/base/result.h"

namespace lockstep::cases {

struct Address {
  bool sqlite = true;
  std::string target;  // a path, or postgresql://…
};

// "PATH", "sqlite:PATH", "postgresql://…", "postgres://…". Error: anything else with "://", or an empty path.
Result<Address> parse_address(const std::string& url);

// A password in it is not repeated.
std::string shown(const Address& address);

Result<std::unique_ptr<soci::session>> connect(const Address& address);

// Whether the connection is gone (another attempt with a new one makes sense).
bool connection_lost(const std::exception& failure);

Error database_error(const Address& address, const std::exception& failure);

}  // namespace lockstep::cases
