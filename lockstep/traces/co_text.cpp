// The same text, once case, spelling of characters, links, mentions and blanks are evened out (normal_text.h). Texts
// too short to mean anything are left out, and so are reposts that are known by their text only.
#include "lockstep/traces/normal_text.h"
#include "lockstep/traces/repost_text.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

NamedObject name_of(std::string_view text) {
  if (parse_repost(text)) return {};
  std::string normal = normal_text(text);
  if (!says_enough(normal)) return {};
  return {std::move(normal), {}};
}

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_named(Field::text, name_of);
  return {};
}

}  // namespace

TraceDefinition co_text() {
  return {.name = "co-text",
          .description = "the same words",
          .verb = "posted the same texts",
          .objects = {Field::text},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::text},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
