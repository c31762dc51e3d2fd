#include "lockstep/traces/shorteners.h"

#include "lockstep/traces/canonical_url.h"

namespace lockstep {
namespace {
constexpr int most_steps = 8;  // and so rings end
}

void Shorteners::add(std::string_view short_url, std::string_view long_url) {
  std::string target = canonical_url(long_url);
  const auto [known, is_new] = long_of_short_.try_emplace(canonical_url(short_url), target);
  if (!is_new && target < known->second) known->second = std::move(target);
}

std::string Shorteners::canonical(std::string_view url) const {
  std::string found = canonical_url(url);
  for (int step = 0; step < most_steps; ++step) {
    const auto next = long_of_short_.find(found);
    if (next == long_of_short_.end()) break;
    found = next->second;
  }
  return found;
}

Result<Shorteners> read_shorteners(const std::string& path) {
  if (path.empty()) return Shorteners();
  return Error{ErrorKind::usage, "tables of shorteners cannot be read yet", path};
}

}  // namespace lockstep
