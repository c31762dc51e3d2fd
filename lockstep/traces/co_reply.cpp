// The same post answered. Its source is the author who was answered.
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_target(Field::reply_to_post_id, Field::reply_to_account_id);
  return {};
}

}  // namespace

TraceDefinition co_reply() {
  return {.name = "co-reply",
          .description = "the same post answered",
          .verb = "replied to the same posts",
          .objects = {Field::reply_to_post_id},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::reply_to_post_id,
                     Field::reply_to_account_id},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
