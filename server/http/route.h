// server/http/route.h
//
// The table of routes. A literal segment is preferred to a parameter, so /api/cases/search beats /api/cases/{case_id}.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "server/http/access.h"
#include "server/http/rate_limit.h"
#include "server/http/response.h"
#include "server/http/target.h"

namespace lockstep::server {

using Handler = std::function<Result<HttpResponse>(const HttpRequest&)>;

struct Route {
  std::string method;   // GET also answers HEAD
  std::string pattern;  // "/api/cases/{case_id}"
  std::string operation_id;
  Access access;
  Handler handler;
  uint64_t max_body = 1 << 20;        // bytes; longer bodies get 413
  bool upload = false;                // the body goes to a file instead of memory, after access has been checked
  std::optional<Rate> failures = {};  // answers of 4xx, per remote address; above that rate 429 without being asked
};

class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Found {
    const Route* route = nullptr;
    Names params;
    std::string allowed;  // where the path is known and the method is not: for the Allow header
  };

  Found find(std::string_view method, const Target& target) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;
};

}  // namespace lockstep::server
