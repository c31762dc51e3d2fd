#include "server/http/proxies.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace lockstep::server {
namespace {

using Bytes = std::vector<unsigned char>;

std::optional<Bytes> to_bytes(std::string_view address) {
  const std::string text(address);
  Bytes bytes(16);
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    bytes.resize(4);
    return bytes;
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
  static constexpr unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped, mapped + 12, bytes.begin())) bytes.erase(bytes.begin(), bytes.begin() + 12);
  return bytes;
}

bool share_prefix(const Bytes& a, const Bytes& b, unsigned bits) {
  if (a.size() != b.size()) return false;
  for (unsigned i = 0; i < bits; ++i)
    if ((a[i / 8] ^ b[i / 8]) & (0x80 >> (i % 8))) return false;
  return true;
}

std::optional<unsigned> to_number(std::string_view text) {
  unsigned number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

Result<NamedProxies> NamedProxies::parse(const std::vector<std::string>& names) {
  NamedProxies proxies;
  for (const std::string& name : names) {
    const size_t slash = name.find('/');
    const std::optional<Bytes> bytes = to_bytes(name.substr(0, slash));
    const std::optional<unsigned> bits =
        slash == std::string::npos ? unsigned(bytes ? bytes->size() * 8 : 0) : to_number(name.substr(slash + 1));
    if (!bytes || !bits || *bits > bytes->size() * 8)
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("\"{}\" is neither an address nor a network", name),
                   .hint = "for example 10.0.0.7 or 10.0.0.0/8"};
    proxies.networks_.push_back({*bytes, *bits});
  }
  return proxies;
}

bool NamedProxies::contain(std::string_view address) const {
  const std::optional<Bytes> bytes = to_bytes(address);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
           return share_prefix(network.bytes, *bytes, network.bits);
         });
}

std::string NamedProxies::sender(const std::string& peer, std::string_view forwarded_for) const {
  std::string sender = peer;
  while (contain(sender) && !forwarded_for.empty()) {
    const size_t comma = forwarded_for.rfind(',');
    const std::string_view last =
        trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    if (!to_bytes(last)) break;
    sender = last;
    forwarded_for = comma == std::string_view::npos ? std::string_view{} : forwarded_for.substr(0, comma);
  }
  return sender;
}

}  // namespace lockstep::server
