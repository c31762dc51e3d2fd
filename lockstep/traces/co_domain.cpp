// Links to the same registrable domain: the domain column where the post has one, else its links. Weak: everybody reads
// the same few sites. The domain is its own source.
#include "lockstep/traces/canonical_url.h"
#include "lockstep/traces/registrable_domain.h"
#include "lockstep/traces/shorteners.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

bool names_no_domain(const EventTable& events, EventIndex event) {
  return is_own_post(events, event) && events.value_of(event, Field::domains) == no_term;
}

Result<void> collect(const EventTable&, const TraceOptions& options, TouchBuilder& touches) {
  const Result<Shorteners> shorteners = read_shorteners(options.shorteners_path);
  if (!shorteners) return shorteners.error();
  touches.touch_named(Field::domains, [](std::string_view domain) {
    const std::string canonical = canonical_url(domain);
    const std::string_view host = host_of(canonical);
    const std::string name = registrable_domain(host.empty() ? domain : host);
    return NamedObject{name, name};
  });
  touches.touch_named(
      Field::urls,
      [&](std::string_view url) {
        const std::string name = registrable_domain(host_of(shorteners->canonical(url)));
        return NamedObject{name, name};
      },
      names_no_domain);
  return {};
}

}  // namespace

TraceDefinition co_domain() {
  return {.name = "co-domain",
          .description = "links to the same domain",
          .verb = "linked to the same domains",
          .objects = {Field::domains, Field::urls},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::domains, Field::urls},
          .default_min_shared = 5,
          .collect = collect};
}

}  // namespace lockstep
