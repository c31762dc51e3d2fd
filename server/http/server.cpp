#include "server/http/server.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <thread>

#include "server/http/connection.h"

namespace lockstep::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto with_error = asio::as_tuple(asio::use_awaitable);

Error cannot(std::string what, const std::string& where, const error_code& why, std::string hint = {}) {
  return {.kind = ErrorKind::usage,
          .message = std::move(what) + ": " + why.message(),
          .where = where,
          .hint = std::move(hint)};
}

Result<std::unique_ptr<asio::ssl::context>> tls_context(const ServerOptions& options) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression);
  error_code failed;
  context->use_certificate_chain_file(options.tls_certificate, failed);
  if (failed)
    return cannot("the certificate cannot be used", options.tls_certificate, failed, "a PEM file with the whole chain");
  context->use_private_key_file(options.tls_key, asio::ssl::context::pem, failed);
  if (failed)
    return cannot("the key cannot be used", options.tls_key, failed, "the PEM file that belongs to the certificate");
  return context;
}

}  // namespace

struct Server::Running {
  Running(ServerOptions options, ServerParts parts) : service(std::move(options), std::move(parts)) {}

  Result<void> listen();
  asio::awaitable<void> accept();
  void take(tcp::socket socket);

  Service service;
  std::unique_ptr<asio::ssl::context> tls;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::vector<std::thread> threads;
  asio::io_context io;  // goes first, and the coroutines with it, which hold on to all of the above
  std::optional<tcp::acceptor> acceptor;
  uint16_t port = 0;
  bool stopped = false;
};

Result<void> Server::Running::listen() {
  const ServerOptions& options = service.options;
  const std::string where = fmt::format("{}:{}", options.address, options.port);
  error_code failed;
  const tcp::endpoint endpoint(asio::ip::make_address(options.address, failed), options.port);
  if (failed) return cannot("not an address", where, failed, "for example 127.0.0.1, or :: for every network");
  acceptor.emplace(asio::make_strand(io));
  acceptor->open(endpoint.protocol(), failed);
  if (!failed) acceptor->set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor->bind(endpoint, failed);
  if (!failed) acceptor->listen(asio::socket_base::max_listen_connections, failed);
  if (failed == boost::system::errc::address_not_available)
    return cannot("cannot listen", where, failed, "--address takes an address of this machine");
  if (failed) return cannot("cannot listen", where, failed, "another port: --port, or --port 0 for a free one");
  port = acceptor->local_endpoint().port();
  return {};
}

asio::awaitable<void> Server::Running::accept() {
  asio::steady_timer pause(acceptor->get_executor());
  while (!service.stopping) {
    auto [failed, socket] = co_await acceptor->async_accept(asio::make_strand(io), with_error);
    if (failed == asio::error::operation_aborted) break;
    if (!failed) {
      take(std::move(socket));
      continue;
    }
    service.parts.log("accept: " + failed.message());  // out of file descriptors: wait until some are free
    pause.expires_after(std::chrono::milliseconds(100));
    co_await pause.async_wait(with_error);
  }
}

void Server::Running::take(tcp::socket socket) {
  if (service.connections.count() >= service.options.most_connections) {
    service.metrics.refused("too_many_connections");
    return;
  }
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  beast::tcp_stream stream(std::move(socket));
  const auto executor = stream.get_executor();
  if (tls)
    asio::co_spawn(executor, serve_tls(beast::ssl_stream<beast::tcp_stream>(std::move(stream), *tls), service),
                   asio::detached);
  else
    asio::co_spawn(executor, serve_plain(std::move(stream), service), asio::detached);
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}

Server::~Server() {
  if (running_) stop(std::chrono::milliseconds(0));
}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, ServerParts parts) {
  auto running = std::make_unique<Running>(std::move(options), std::move(parts));
  if (!running->service.options.tls_certificate.empty()) {
    auto tls = tls_context(running->service.options);
    if (!tls) return tls.error();
    running->tls = std::move(*tls);
  }
  const Result<void> listening = running->listen();
  if (!listening) return listening.error();
  Running& at = *running;
  at.work.emplace(at.io.get_executor());
  asio::co_spawn(at.acceptor->get_executor(), at.accept(), asio::detached);
  for (unsigned i = 0; i < at.service.options.io_threads; ++i) at.threads.emplace_back([&at] { at.io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(running)));
}

uint16_t Server::port() const { return running_->port; }

Metrics& Server::metrics() { return running_->service.metrics; }

void Server::stop(std::chrono::milliseconds grace) {
  Running& at = *running_;
  if (std::exchange(at.stopped, true)) return;
  at.service.stopping = true;
  asio::post(at.acceptor->get_executor(), [&at] {
    error_code ignored;
    at.acceptor->close(ignored);
  });
  if (at.service.parts.hub) at.service.parts.hub->close_all();
  at.service.connections.end_idle();
  at.service.connections.wait_for_none(grace);
  at.service.workers.join();  // a handler that has begun ends by itself
  at.work.reset();
  at.io.stop();
  for (std::thread& thread : at.threads) thread.join();
}

}  // namespace lockstep::server
