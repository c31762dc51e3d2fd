#include "server/http/connection.h"

#include <fmt/format.h>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "server/http/read_body.h"
#include "server/http/send_events.h"

namespace lockstep::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using beast::error_code;
using Clock = std::chrono::steady_clock;

// What a browser that is still sending gets to see before the connection goes.
constexpr std::chrono::milliseconds longest_farewell{2000};

template <class Stream>
awaitable<bool> shake_hands(Line<Stream>& line) {
  if constexpr (Line<Stream>::is_tls) {
    line.lowest().expires_after(line.service.options.header_timeout);
    const auto [failed] = co_await line.stream.async_handshake(asio::ssl::stream_base::server, with_error);
    if (failed) line.service.metrics.refused("tls");
    line.shaken = !failed;
    co_return !failed;
  }
  co_return true;
}

template <class Stream>
awaitable<bool> first_byte(Line<Stream>& line) {
  if (line.buffer.size() > 0) co_return true;
  if (line.service.stopping) co_return false;
  line.idle = true;
  line.lowest().expires_after(line.service.options.idle_timeout);
  const auto [failed, bytes] = co_await line.stream.async_read_some(line.buffer.prepare(4096), with_error);
  line.idle = false;
  if (failed) co_return false;
  line.buffer.commit(bytes);
  co_return true;
}

// Whether all of it was taken.
template <class Stream>
awaitable<bool> send(Line<Stream>& line, HttpResponse answer, bool secure) {
  if (line.broken) co_return false;
  if (std::holds_alternative<StreamBody>(answer.body) && line.service.streams >= line.service.options.most_streams)
    answer = problem(503, "too many open event streams");
  add_security_headers(answer, secure);
  bool sent = false;
  if (const auto* bytes = std::get_if<std::string>(&answer.body))
    sent = co_await send_bytes(line, answer, *bytes);
  else if (const auto* constant = std::get_if<ConstantBody>(&answer.body))
    sent = co_await send_bytes(line, answer, constant->bytes);
  else if (const auto* file = std::get_if<FileBody>(&answer.body))
    sent = co_await send_file(line, answer, file->path);
  else
    sent = co_await send_events(line, answer);
  co_return sent;
}

// Half a header that came to its end, or to ours, is answered with nothing: nobody waits for it.
template <class Stream>
awaitable<void> refuse_header(Line<Stream>& line, error_code failed) {
  Metrics& metrics = line.service.metrics;
  line.keep_alive = false;
  HttpResponse answer;
  if (failed == beast::error::timeout) {
    metrics.refused("slow_header");
    co_return;
  }
  if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
    metrics.refused("header_too_large");
    answer = problem(431, fmt::format("the header has more than {} bytes", line.service.options.max_header));
  } else if (is_malformed(failed)) {
    metrics.refused("malformed");
    answer = problem(400, fmt::format("this is not HTTP/1.1: {}", failed.message()));
  } else {
    co_return;
  }
  co_await send(line, std::move(answer), false);
}

template <class Work>
awaitable<HttpResponse> on_worker(Service& service, Work work) {
  if (service.at_workers >= service.options.workers + service.options.most_waiting) {
    HttpResponse busy = problem(503, "the server has too much to do");
    set_header(busy, "retry-after", "2");
    co_return busy;
  }
  service.at_workers_changed(1);
  auto on_pool = [&service, &work]() -> awaitable<HttpResponse> {
    HttpResponse answer = work();
    service.at_workers_changed(-1);
    co_return answer;
  };
  HttpResponse answer =
      co_await asio::co_spawn(service.workers.get_executor(), std::move(on_pool), asio::use_awaitable);
  co_return answer;
}

// Sign-in comes before a long body is taken, and after a short one, so that most requests wait for one worker once.
template <class Stream>
awaitable<HttpResponse> ask(Line<Stream>& line, const Route& route, HttpRequest& request, Parser& parser) {
  Service& service = line.service;
  if (route.upload) {
    HttpResponse admitted = co_await on_worker(service, [&] {
      std::optional<HttpResponse> refusal = service.dispatch.refuse(route, request);
      return refusal ? std::move(*refusal) : HttpResponse{};
    });
    if (admitted.status != 200) co_return admitted;
  }
  Result<Spool> spool = route.upload ? Spool::in_file(service.options.spool_folder) : Spool::in_memory();
  if (!spool) co_return not_kept(line, spool.error());
  std::optional<HttpResponse> unread = co_await read_body(line, route, parser, *spool);
  if (unread) co_return std::move(*unread);
  request.upload = spool->path();
  request.upload_bytes = route.upload ? spool->size() : 0;
  request.body = spool->take_bytes();
  HttpResponse answer = co_await on_worker(service, [&] {
    if (!route.upload)
      if (auto refusal = service.dispatch.refuse(route, request)) return std::move(*refusal);
    return service.dispatch.run(route, request);
  });
  co_return answer;
}

// One request and its answer; whether another may follow.
template <class Stream>
awaitable<bool> serve_one(Line<Stream>& line) {
  Service& service = line.service;
  const bool began = co_await first_byte(line);
  if (!began) co_return false;
  Parser parser;
  parser.header_limit(service.options.max_header);
  parser.body_limit(boost::none);
  line.lowest().expires_after(service.options.header_timeout);
  const auto [failed, bytes] = co_await http::async_read_header(line.stream, line.buffer, parser, with_error);
  (void)bytes;
  line.began = Clock::now();
  if (failed) {
    co_await refuse_header(line, failed);
    co_return false;
  }
  HttpRequest request = request_of(parser, service.options, line.peer, Line<Stream>::is_tls);
  Dispatch::Plan plan = service.dispatch.plan(request, target_of(parser), content_length(parser));
  line.keep_alive = parser.get().keep_alive() && !service.stopping;
  line.head = request.method == "HEAD";
  HttpResponse answer;
  if (plan.answer)
    answer = std::move(*plan.answer);
  else
    answer = co_await ask(line, *plan.route, request, parser);
  if (!parser.is_done() || service.stopping) line.keep_alive = false;  // what is left would be read as a request
  const int status = answer.status;
  const bool sent = co_await send(line, std::move(answer), request.secure);
  service.metrics.answered(plan.operation_id, status, std::chrono::duration<double>(Clock::now() - line.began).count());
  co_return sent&& line.keep_alive;
}

// A connection closed while bytes are still coming is reset, and the answer is lost with it: so end our side, and
// hear the other out for a while.
template <class Stream>
awaitable<void> say_farewell(Line<Stream>& line) {
  error_code ignored;
  line.lowest().expires_after(longest_farewell);
  if constexpr (Line<Stream>::is_tls) {
    if (line.shaken && !line.broken) co_await line.stream.async_shutdown(with_error);
  } else if (!line.broken) {
    line.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    std::vector<char> heard(read_at_once);
    for (size_t total = 0; total < (16u << 20);) {
      const auto [failed, bytes] = co_await line.stream.async_read_some(asio::buffer(heard), with_error);
      if (failed) break;
      total += bytes;
    }
  }
  line.socket().close(ignored);
}

template <class Stream>
awaitable<void> serve(Stream stream, Service& service) {
  const auto line = std::make_shared<Line<Stream>>(std::move(stream), service);
  const Connections::Id id = service.connections.add([weak = line->weak_from_this()] {
    if (const auto there = weak.lock())
      asio::post(there->stream.get_executor(), [there] {
        if (there->idle) there->lowest().cancel();
      });
  });
  service.metrics.set_connections(double(service.connections.count()));
  try {
    bool open = co_await shake_hands(*line);
    while (open) open = co_await serve_one(*line);
  } catch (const std::exception& error) {
    service.parts.log(fmt::format("connection: {}", error.what()));
  }
  co_await say_farewell(*line);
  service.connections.remove(id);
  service.metrics.set_connections(double(service.connections.count()));
}

}  // namespace

awaitable<void> serve_plain(beast::tcp_stream stream, Service& service) { return serve(std::move(stream), service); }
awaitable<void> serve_tls(TlsStream stream, Service& service) { return serve(std::move(stream), service); }

}  // namespace lockstep::server
