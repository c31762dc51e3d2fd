// The same picture or film, by the hash that the table holds, as it stands there.
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_plain(Field::media_hash);
  return {};
}

}  // namespace

TraceDefinition co_media() {
  return {.name = "co-media",
          .description = "the same picture or film, by its hash",
          .verb = "posted the same pictures or films",
          .objects = {Field::media_hash},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::media_hash},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
