// server/http/server.h
//
// The door of server/http: HTTP/1.1 with or without TLS, on Boost.Beast.
//
// Two threads do the input and output of all connections; a coroutine each, so 200 open event streams cost memory and
// no thread. Handlers, which wait for the database, run on a fixed pool behind a bounded queue; when it is full the
// answer is 503 with Retry-After at once, instead of everybody waiting. Every wait for the other side has an end: a
// header must be whole after `header_timeout`, a body must keep `slowest_body` bytes a second, an answer must be taken.
// Rejected: a thread a connection (streams), handlers on the I/O threads (one slow query stops everybody).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "server/http/assets.h"
#include "server/http/event_hub.h"
#include "server/http/metrics.h"
#include "server/http/problem.h"
#include "server/http/proxies.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/http/route.h"
#include "server/http/security.h"

namespace lockstep::server {

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;  // 0: a free one; see Server::port()
  unsigned io_threads = 2;
  unsigned workers = 4;
  size_t most_waiting = 256;  // requests that wait for a worker
  size_t most_connections = 1024;
  size_t most_streams = 512;  // open event streams
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds idle_timeout{60'000};   // between two requests of one connection
  std::chrono::milliseconds body_grace{20'000};     // before slowest_body is asked for
  uint64_t slowest_body = 16 << 10;                 // bytes a second
  std::chrono::milliseconds write_timeout{30'000};  // for each part of an answer
  std::chrono::milliseconds heartbeat{15'000};      // a comment on quiet event streams
  std::chrono::minutes longest_stream{30};          // then the browser comes again, and its session is looked at again
  uint32_t max_header = 16 << 10;
  std::string spool_folder{};                // where uploads are written; must exist if a route takes them
  std::string tls_certificate{}, tls_key{};  // PEM files; empty: no TLS
  NamedProxies proxies{};
  std::string identity_header{};     // of a named proxy, in lower case ("x-remote-user"); empty: none
  std::vector<std::string> hosts{};  // names that requests may be for, without port; empty: any
  NamedProxies metrics_from{};       // who may read /metrics
};

// Who calls. `by` stays nothing for who has not signed in: the server answers 401 where the route needs more.
using Authenticator = std::function<Result<Identity>(const HttpRequest&)>;

// A line for the operator: a handler that threw, an accept that failed.
using Log = std::function<void(const std::string&)>;

// Whether the service behind can answer, for /healthz.
using Health = std::function<Result<void>()>;

struct ServerParts {
  std::vector<Route> routes{};
  Authenticator authenticator{};
  Assets assets{{}, {}};
  Health health = [] { return Result<void>(); };
  Log log = [](const std::string&) {};
  std::shared_ptr<EventHub> hub{};  // streams that handlers answer with come from here; closed on stop
};

class Server {
 public:
  // Listens and serves when it returns.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, ServerParts parts);
  ~Server();

  uint16_t port() const;
  Metrics& metrics();

  // Takes no new connection, closes idle ones and streams, and lets what runs be answered, for at most `grace`. Once.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

 private:
  struct Running;
  explicit Server(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace lockstep::server
