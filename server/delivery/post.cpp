#include "server/delivery/post.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <optional>

namespace lockstep::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

struct Where {
  bool tls;
  std::string host, port, target, shown;
};

std::optional<Where> parse(const std::string& url) {
  const bool tls = url.starts_with("https://");
  if (!tls && !url.starts_with("http://")) return std::nullopt;
  const size_t start = tls ? 8 : 7, slash = url.find('/', start);
  std::string authority = url.substr(start, slash == url.npos ? url.npos : slash - start);
  if (authority.empty() || authority.find_first_of("@ \r\n\t") != authority.npos) return std::nullopt;
  Where where{.tls = tls,
              .host = authority,
              .port = tls ? "443" : "80",
              .target = slash == url.npos ? "/" : url.substr(slash),
              .shown = authority};
  const size_t colon = authority.rfind(':'), bracket = authority.rfind(']');
  if (colon != authority.npos && (bracket == authority.npos || colon > bracket)) {
    where.port = authority.substr(colon + 1);
    where.host = authority.substr(0, colon);
  }
  if (where.host.starts_with('[') && where.host.ends_with(']'))
    where.host = where.host.substr(1, where.host.size() - 2);
  if (where.host.empty() || where.port.empty() || where.target.find_first_of(" \r\n") != where.target.npos)
    return std::nullopt;
  return where;
}

// The operations one after the other on a private context, each under the one deadline that the stream keeps.
class Exchange {
 public:
  Exchange(const Where& where, std::chrono::milliseconds most) : where_(where), most_(most), resolver_(io_) {}

  Result<Posted> run(http::request<http::string_body> request) {
    request_ = std::move(request);
    if (where_.tls) {
      tls_.set_default_verify_paths(failed_);
      tls_.set_verify_mode(asio::ssl::verify_peer);
      TlsStream stream(io_, tls_);
      stream.set_verify_callback(asio::ssl::host_name_verification(where_.host));
      SSL_set_tlsext_host_name(stream.native_handle(), where_.host.c_str());
      return over(stream);
    }
    beast::tcp_stream stream(io_);
    return over(stream);
  }

 private:
  template <class Start>
  bool step(const char* what, Start&& start) {
    if (failed_) return false;
    start([&](error_code failed, auto&&...) { failed_ = failed; });
    io_.restart();
    io_.run();
    if (failed_) what_ = what;
    return !failed_;
  }

  template <class Stream>
  Result<Posted> over(Stream& stream) {
    auto& lowest = beast::get_lowest_layer(stream);
    tcp::resolver::results_type found;
    step("its name is not known", [&](auto done) {
      resolver_.async_resolve(where_.host, where_.port,
                              [&, done](error_code failed, tcp::resolver::results_type all) mutable {
                                found = std::move(all);
                                done(failed);
                              });
    });
    lowest.expires_after(most_);
    step("nobody is there", [&](auto done) { lowest.async_connect(found, done); });
    if constexpr (std::is_same_v<Stream, TlsStream>)
      step("its certificate is not right",
           [&](auto done) { stream.async_handshake(asio::ssl::stream_base::client, done); });
    step("it did not take the message", [&](auto done) { http::async_write(stream, request_, done); });
    parser_.body_limit(1 << 20);
    beast::flat_buffer buffer;
    step("it did not answer", [&](auto done) { http::async_read(stream, buffer, parser_, done); });
    error_code ignored;
    lowest.socket().shutdown(tcp::socket::shutdown_both, ignored);
    if (failed_)
      return Error{
          .kind = ErrorKind::file, .message = fmt::format("{}: {}", what_, failed_.message()), .where = where_.shown};
    return Posted{.status = parser_.get().result_int(), .body = parser_.get().body().substr(0, 2000)};
  }

  const Where& where_;
  const std::chrono::milliseconds most_;
  asio::io_context io_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  tcp::resolver resolver_;
  http::request<http::string_body> request_;
  http::response_parser<http::string_body> parser_;
  error_code failed_;
  std::string what_;
};

}  // namespace

Result<Posted> post(const std::string& url, const Headers& headers, std::string_view body,
                    std::chrono::milliseconds most) {
  const auto where = parse(url);
  if (!where)
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("\"{}\" is no address to send to", url),
                 .hint = "https://receiver.example/lockstep"};
  http::request<http::string_body> request{http::verb::post, where->target, 11};
  request.set(http::field::host, where->shown);
  request.set(http::field::user_agent, "lockstep");
  request.set(http::field::content_type, "application/json");
  request.set(http::field::connection, "close");
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = std::string(body);
  request.prepare_payload();
  try {
    return Exchange(*where, most).run(std::move(request));
  } catch (const std::exception& failure) {
    return Error{.kind = ErrorKind::file, .message = failure.what(), .where = where->shown};
  }
}

}  // namespace lockstep::server
