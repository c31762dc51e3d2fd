#include "server/http/connection.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include "server/http/spool.h"

namespace lockstep::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using beast::error_code;
using Clock = std::chrono::steady_clock;
using Parser = http::request_parser<http::buffer_body>;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr auto with_error = asio::as_tuple(asio::use_awaitable);
constexpr size_t read_at_once = 64 << 10;

// What a browser that is still sending gets to see before the connection goes.
constexpr std::chrono::milliseconds longest_farewell{2000};

std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return text;
}

// A value that came from outside must not begin a header of its own.
std::string one_line(std::string value) {
  std::erase_if(value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
  return value;
}

bool is_tls(const beast::tcp_stream&) { return false; }
bool is_tls(const TlsStream&) { return true; }

// No co_await stands within a condition or another expression: g++ 12 makes wrong code of the temporaries in those.
template <class Stream>
class Connection : public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(Stream stream, Service& service)
      : stream_(std::move(stream)), service_(service), wake_(stream_.get_executor()) {
    error_code unknown;
    const auto peer = socket().remote_endpoint(unknown);
    if (!unknown) peer_ = peer.address().to_string();
  }

  awaitable<void> run() {
    id_ = service_.connections.add([weak = this->weak_from_this()] {
      if (const auto self = weak.lock()) asio::post(self->stream_.get_executor(), [self] { self->end_if_idle(); });
    });
    service_.metrics.set_connections(double(service_.connections.count()));
    try {
      bool open = co_await shake_hands();
      while (open) open = co_await serve_one();
    } catch (const std::exception& error) {
      service_.parts.log(fmt::format("connection: {}", error.what()));
    }
    co_await say_farewell();
    service_.connections.remove(id_);
    service_.metrics.set_connections(double(service_.connections.count()));
  }

 private:
  auto& lowest() { return beast::get_lowest_layer(stream_); }
  auto& socket() { return lowest().socket(); }

  void end_if_idle() {
    if (idle_) lowest().cancel();
  }

  awaitable<bool> shake_hands() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      lowest().expires_after(service_.options.header_timeout);
      const auto [failed] = co_await stream_.async_handshake(asio::ssl::stream_base::server, with_error);
      if (failed) service_.metrics.refused("tls");
      shaken_ = !failed;
      co_return !failed;
    }
    co_return true;
  }

  // One request and its answer; whether another may follow.
  awaitable<bool> serve_one() {
    const bool began = co_await first_byte();
    if (!began) co_return false;
    Parser parser;
    parser.header_limit(service_.options.max_header);
    parser.body_limit(boost::none);
    lowest().expires_after(service_.options.header_timeout);
    const auto [failed, bytes] = co_await http::async_read_header(stream_, buffer_, parser, with_error);
    (void)bytes;
    began_ = Clock::now();
    if (failed) {
      co_await refuse_header(failed);
      co_return false;
    }
    HttpRequest request = request_of(parser.get());
    Dispatch::Plan plan = service_.dispatch.plan(request, target_of(parser.get()), content_length(parser));
    keep_alive_ = parser.get().keep_alive() && !service_.stopping;
    head_ = request.method == "HEAD";
    HttpResponse answer;
    if (plan.answer)
      answer = std::move(*plan.answer);
    else
      answer = co_await ask(*plan.route, request, parser);
    if (!parser.is_done()) keep_alive_ = false;  // what is left of the body would be read as a request
    const int status = answer.status;
    const bool sent = co_await send(std::move(answer), request.secure);
    service_.metrics.answered(plan.operation_id, status, std::chrono::duration<double>(Clock::now() - began_).count());
    co_return sent&& keep_alive_;
  }

  awaitable<bool> first_byte() {
    if (buffer_.size() > 0) co_return true;
    if (service_.stopping) co_return false;
    idle_ = true;
    lowest().expires_after(service_.options.idle_timeout);
    const auto [failed, bytes] = co_await stream_.async_read_some(buffer_.prepare(4096), with_error);
    idle_ = false;
    if (failed) co_return false;
    buffer_.commit(bytes);
    co_return true;
  }

  // Half a header that came to its end, or to ours, is answered with nothing: nobody waits for it.
  awaitable<void> refuse_header(error_code failed) {
    keep_alive_ = false;
    HttpResponse answer;
    if (failed == beast::error::timeout) {
      service_.metrics.refused("slow_header");
      co_return;
    }
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      service_.metrics.refused("header_too_large");
      answer = problem(431, fmt::format("the header has more than {} bytes", service_.options.max_header));
    } else if (is_malformed(failed)) {
      service_.metrics.refused("malformed");
      answer = problem(400, fmt::format("this is not HTTP/1.1: {}", failed.message()));
    } else {
      co_return;
    }
    co_await send(std::move(answer), false);
  }

  static bool is_malformed(error_code failed) {
    return failed.category() == http::make_error_code(http::error::bad_method).category() &&
           failed != http::error::end_of_stream && failed != http::error::partial_message;
  }

  static std::string_view target_of(const http::request<http::buffer_body>& message) {
    return {message.target().data(), message.target().size()};
  }

  static std::optional<uint64_t> content_length(const Parser& parser) {
    const auto length = parser.content_length();
    return length ? std::optional<uint64_t>(*length) : std::nullopt;
  }

  HttpRequest request_of(const http::request<http::buffer_body>& message) const {
    HttpRequest request;
    request.method = std::string(message.method_string());
    for (const auto& field : message) {
      std::string& value = request.headers[lower(field.name_string())];
      if (!value.empty()) value += field.name() == http::field::cookie ? "; " : ", ";
      value += std::string_view(field.value().data(), field.value().size());
    }
    request.cookies = parse_cookies(request.header("cookie"));
    const ServerOptions& options = service_.options;
    const bool from_proxy = options.proxies.contain(peer_);
    request.remote_address = options.proxies.sender(peer_, request.header("x-forwarded-for"));
    request.secure = is_tls(stream_) || (from_proxy && request.header("x-forwarded-proto") == "https");
    if (const auto host = request.header("x-forwarded-host"); from_proxy && !host.empty())
      request.headers["host"] = std::string(host);
    if (from_proxy && !options.identity_header.empty()) request.proxy_user = request.header(options.identity_header);
    return request;
  }

  // Sign-in comes before a long body is taken, and after a short one, so that most requests wait for one worker once.
  awaitable<HttpResponse> ask(const Route& route, HttpRequest& request, Parser& parser) {
    if (route.upload) {
      HttpResponse admitted = co_await on_worker([&] {
        std::optional<HttpResponse> refusal = service_.dispatch.refuse(route, request);
        return refusal ? std::move(*refusal) : HttpResponse{};
      });
      if (admitted.status != 200) co_return admitted;
    }
    Result<Spool> spool = route.upload ? Spool::in_file(service_.options.spool_folder) : Spool::in_memory();
    if (!spool) co_return problem(spool.error());
    std::optional<HttpResponse> unread = co_await read_body(route, parser, *spool);
    if (unread) co_return std::move(*unread);
    request.upload = spool->path();
    request.upload_bytes = route.upload ? spool->size() : 0;
    request.body = spool->take_bytes();
    HttpResponse answer = co_await on_worker([&] {
      if (!route.upload)
        if (auto refusal = service_.dispatch.refuse(route, request)) return std::move(*refusal);
      return service_.dispatch.run(route, request);
    });
    co_return answer;
  }

  template <class Work>
  awaitable<HttpResponse> on_worker(Work work) {
    if (service_.at_workers >= service_.options.workers + service_.options.most_waiting) {
      HttpResponse busy = problem(503, "the server has too much to do");
      set_header(busy, "retry-after", "2");
      co_return busy;
    }
    service_.at_workers_changed(1);
    auto on_pool = [this, &work]() -> awaitable<HttpResponse> {
      HttpResponse answer = work();
      service_.at_workers_changed(-1);
      co_return answer;
    };
    HttpResponse answer =
        co_await asio::co_spawn(service_.workers.get_executor(), std::move(on_pool), asio::use_awaitable);
    co_return answer;
  }

  // The refusal, if the body is too long, too slow or broken.
  awaitable<std::optional<HttpResponse>> read_body(const Route& route, Parser& parser, Spool& spool) {
    if (parser.is_done()) co_return std::nullopt;
    if (parser.get()[http::field::expect] == "100-continue") co_await send_continue();
    const Clock::time_point began = Clock::now();
    std::vector<char> part(read_at_once);
    while (!parser.is_done()) {
      parser.get().body().data = part.data();
      parser.get().body().size = part.size();
      lowest().expires_at(began + service_.options.body_grace +
                          std::chrono::milliseconds(spool.size() * 1000 / service_.options.slowest_body));
      auto [failed, bytes] = co_await http::async_read(stream_, buffer_, parser, with_error);
      (void)bytes;
      if (failed == http::error::need_buffer) failed = {};
      if (failed) co_return refuse_body(failed);
      const size_t size = part.size() - parser.get().body().size;
      if (spool.size() + size > route.max_body)
        co_return problem(413, fmt::format("the body is too long; at most {} bytes are taken", route.max_body));
      const Result<void> added = spool.add({part.data(), size});
      if (!added) co_return problem(added.error());
    }
    const Result<void> finished = spool.finish();
    if (!finished) co_return problem(finished.error());
    co_return std::nullopt;
  }

  HttpResponse refuse_body(error_code failed) {
    keep_alive_ = false;
    if (failed == beast::error::timeout) {
      service_.metrics.refused("slow_body");
      broken_ = true;
      return problem(408, "the body came too slowly");
    }
    return problem(400, fmt::format("the body is not well formed: {}", failed.message()));
  }

  awaitable<void> send_continue() {
    lowest().expires_after(service_.options.write_timeout);
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(go_on), with_error);
  }

  // Whether all of it was taken.
  awaitable<bool> send(HttpResponse answer, bool secure) {
    if (broken_) co_return false;
    add_security_headers(answer, secure);
    bool sent = false;
    if (const auto* bytes = std::get_if<std::string>(&answer.body))
      sent = co_await send_bytes(answer, *bytes);
    else if (const auto* constant = std::get_if<ConstantBody>(&answer.body))
      sent = co_await send_bytes(answer, constant->bytes);
    else if (const auto* file = std::get_if<FileBody>(&answer.body))
      sent = co_await send_file(answer, file->path);
    else
      sent = co_await send_stream(answer);
    co_return sent;
  }

  template <class Body>
  http::response<Body> head_of(const HttpResponse& answer) {
    http::response<Body> message;
    message.version(11);
    message.result(unsigned(answer.status));
    for (const auto& [name, value] : answer.headers) message.insert(name, one_line(value));
    message.keep_alive(keep_alive_);
    return message;
  }

  awaitable<bool> send_bytes(const HttpResponse& answer, std::string_view bytes) {
    const bool bodyless = answer.status == 204 || answer.status == 304;
    bool sent = false;
    if (head_ || bodyless) {
      http::response<http::empty_body> message = head_of<http::empty_body>(answer);
      if (!bodyless) message.content_length(bytes.size());
      sent = co_await write(message);
    } else {
      http::response<http::span_body<char const>> message = head_of<http::span_body<char const>>(answer);
      message.body() = {bytes.data(), bytes.size()};
      message.content_length(bytes.size());
      sent = co_await write(message);
    }
    co_return sent;
  }

  awaitable<bool> send_file(const HttpResponse& answer, const std::string& path) {
    http::response<http::file_body> message = head_of<http::file_body>(answer);
    error_code failed;
    message.body().open(path.c_str(), beast::file_mode::scan, failed);
    bool sent = false;
    if (failed) {
      HttpResponse gone = problem(404, "the file is not there any more");
      add_security_headers(gone, false);
      sent = co_await send_bytes(gone, std::get<std::string>(gone.body));
    } else if (head_) {
      http::response<http::empty_body> head = head_of<http::empty_body>(answer);
      head.content_length(message.body().size());
      sent = co_await write(head);
    } else {
      message.content_length(message.body().size());
      sent = co_await write(message);
    }
    co_return sent;
  }

  template <class Body>
  awaitable<bool> write(http::response<Body>& message) {
    http::response_serializer<Body> serializer(message);
    while (!serializer.is_done()) {
      lowest().expires_after(service_.options.write_timeout);
      const auto [failed, bytes] = co_await http::async_write_some(stream_, serializer, with_error);
      (void)bytes;
      if (failed) {
        broken_ = true;
        co_return false;
      }
    }
    co_return true;
  }

  // Server-sent events until the reader goes, falls behind, or the hub closes the stream.
  awaitable<bool> send_stream(HttpResponse& answer) {
    keep_alive_ = false;
    if (service_.streams >= service_.options.most_streams) {
      co_await send(problem(503, "too many open event streams"), false);
      co_return false;
    }
    const std::shared_ptr<Subscription> events = std::get<StreamBody>(answer.body).subscription;
    set_header(answer, "content-type", "text/event-stream");
    set_header(answer, "x-accel-buffering", "no");  // a proxy must not wait for more
    http::response<http::empty_body> message = head_of<http::empty_body>(answer);
    service_.streams_changed(1);
    bool open = co_await write(message);
    if (head_) open = false;
    if (open) {
      events->on_change([weak = this->weak_from_this()] {
        if (const auto self = weak.lock())
          asio::post(self->stream_.get_executor(), [self] {
            self->woken_ = true;
            self->wake_.cancel();
          });
      });
    }
    while (open) open = co_await send_events(*events);
    events->on_change({});
    events->close();
    service_.streams_changed(-1);
    co_return false;
  }

  awaitable<bool> send_events(Subscription& events) {
    woken_ = false;
    const bool last = events.closed() || Clock::now() - began_ > service_.options.longest_stream;
    std::string text = events.take();
    if (text.empty()) {
      if (last) co_return false;
      wake_.expires_after(service_.options.heartbeat);
      if (!woken_) co_await wake_.async_wait(with_error);
      if (woken_) co_return true;
      text = ":\n\n";
    }
    lowest().expires_after(service_.options.write_timeout);
    const auto [failed, bytes] = co_await asio::async_write(stream_, asio::buffer(text), with_error);
    (void)bytes;
    if (failed) broken_ = true;
    co_return !failed && !last;
  }

  // A connection closed while bytes are still coming is reset, and the answer is lost with it: so end our side, and
  // hear the other out for a while.
  awaitable<void> say_farewell() {
    error_code ignored;
    lowest().expires_after(longest_farewell);
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      if (shaken_ && !broken_) co_await stream_.async_shutdown(with_error);
    } else if (!broken_) {
      socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
      std::vector<char> heard(read_at_once);
      for (size_t total = 0; total < (16u << 20);) {
        const auto [failed, bytes] = co_await stream_.async_read_some(asio::buffer(heard), with_error);
        if (failed) break;
        total += bytes;
      }
    }
    socket().close(ignored);
  }

  Stream stream_;
  Service& service_;
  asio::steady_timer wake_;  // of an event stream
  bool woken_ = false;
  Connections::Id id_ = 0;
  std::string peer_;
  beast::flat_buffer buffer_{256 << 10};
  Clock::time_point began_{};
  bool idle_ = false;
  bool shaken_ = false;
  bool broken_ = false;  // nothing more can be sent
  bool keep_alive_ = false;
  bool head_ = false;
};

template <class Stream>
awaitable<void> serve(Stream stream, Service& service) {
  const auto connection = std::make_shared<Connection<Stream>>(std::move(stream), service);
  co_await connection->run();
}

}  // namespace

awaitable<void> serve_plain(beast::tcp_stream stream, Service& service) { return serve(std::move(stream), service); }
awaitable<void> serve_tls(TlsStream stream, Service& service) { return serve(std::move(stream), service); }

}  // namespace lockstep::server
