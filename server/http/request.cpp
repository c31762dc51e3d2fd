#include "server/http/request.h"

namespace lockstep::server {

std::optional<std::string_view> HttpRequest::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view HttpRequest::find(const Names& names, std::string_view name) {
  const auto at = names.find(name);
  return at == names.end() ? std::string_view{} : std::string_view(at->second);
}

}  // namespace lockstep::server
