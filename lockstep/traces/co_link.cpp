// The same link, by its canonical form (canonical_url.h). Its source is the link's registrable domain.
#include "lockstep/traces/canonical_url.h"
#include "lockstep/traces/registrable_domain.h"
#include "lockstep/traces/shorteners.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

Result<void> collect(const EventTable&, const TraceOptions& options, TouchBuilder& touches) {
  const Result<Shorteners> shorteners = read_shorteners(options.shorteners_path);
  if (!shorteners) return shorteners.error();
  touches.touch_named(Field::urls, [&](std::string_view url) {
    std::string canonical = shorteners->canonical(url);
    std::string domain = registrable_domain(host_of(canonical));
    return NamedObject{std::move(canonical), std::move(domain)};
  });
  return {};
}

}  // namespace

TraceDefinition co_link() {
  return {.name = "co-link",
          .description = "the same link, in canonical form",
          .verb = "shared the same links",
          .objects = {Field::urls},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::urls},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
