#include "lockstep/traces/registrable_domain.h"

#include <libpsl.h>

#include <algorithm>

namespace lockstep {
namespace {

bool is_address(std::string_view host) {
  return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  std::string name(host);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (is_address(name)) return name;
  const char* const registrable = psl_registrable_domain(psl_builtin(), name.c_str());
  return registrable == nullptr ? name : registrable;
}

}  // namespace lockstep
