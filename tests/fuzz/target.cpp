// The target of a request line and a Cookie header: what is accepted holds what target.h promises.
#include "server/http/target.h"

#include <algorithm>
#include <cstdlib>

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

bool has_control(const std::string& text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep::server;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto target = parse_target(text)) {
    must(!target->segments.empty() && target->query.size() <= 200);
    for (const std::string& segment : target->segments)
      must(segment != "." && segment != ".." && !has_control(segment));
    for (const auto& [name, value] : target->query)
      must(name.find('\0') == std::string::npos && value.find('\0') == std::string::npos);
  }
  for (const auto& [name, value] : parse_cookies(text))
    must(!name.empty() && !has_control(name) && !has_control(value));
  return 0;
}
