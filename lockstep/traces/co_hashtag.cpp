// The same single hashtag. Weak: many use a tag because many use it.
#include "lockstep/traces/hashtag.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_named(Field::hashtags, [](std::string_view tag) { return NamedObject{normal_hashtag(tag), {}}; });
  return {};
}

}  // namespace

TraceDefinition co_hashtag() {
  return {.name = "co-hashtag",
          .description = "the same hashtag",
          .verb = "used the same hashtags",
          .objects = {Field::hashtags},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::hashtags},
          .default_min_shared = 5,
          .collect = collect};
}

}  // namespace lockstep
