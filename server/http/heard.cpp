#include "server/http/heard.h"

#include <charconv>

namespace lockstep::server {
namespace {

namespace http = boost::beast::http;

std::string lower(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return text;
}

}  // namespace

bool is_malformed(boost::system::error_code failed) {
  return failed.category() == http::make_error_code(http::error::bad_method).category() &&
         failed != http::error::end_of_stream && failed != http::error::partial_message;
}

std::string_view target_of(const Parser& parser) {
  return {parser.get().target().data(), parser.get().target().size()};
}

// Read from the field, which the parser has checked: its own optional is taken for uninitialised by the compiler.
std::optional<uint64_t> content_length(const Parser& parser) {
  const auto field = parser.get().find(http::field::content_length);
  if (field == parser.get().end()) return std::nullopt;
  uint64_t length = 0;
  const auto text = field->value();
  const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
  return read.ec == std::errc() ? std::optional(length) : std::nullopt;
}

HttpRequest request_of(const Parser& parser, const ServerOptions& options, const std::string& peer, bool is_tls) {
  HttpRequest request;
  request.method = std::string(parser.get().method_string());
  for (const auto& field : parser.get()) {
    std::string& value = request.headers[lower(field.name_string())];
    if (!value.empty()) value += field.name() == http::field::cookie ? "; " : ", ";
    value += std::string_view(field.value().data(), field.value().size());
  }
  request.cookies = parse_cookies(request.header("cookie"));
  const bool from_proxy = options.proxies.contain(peer);
  request.remote_address = options.proxies.sender(peer, request.header("x-forwarded-for"));
  request.secure = is_tls || (from_proxy && request.header("x-forwarded-proto") == "https");
  if (const auto host = request.header("x-forwarded-host"); from_proxy && !host.empty())
    request.headers["host"] = std::string(host);
  if (from_proxy && !options.identity_header.empty()) request.proxy_user = request.header(options.identity_header);
  return request;
}

}  // namespace lockstep::server
