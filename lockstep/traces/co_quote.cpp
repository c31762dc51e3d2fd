// The same post quoted. Its source is the author who was quoted.
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_target(Field::quoted_post_id, Field::quoted_account_id);
  return {};
}

}  // namespace

TraceDefinition co_quote() {
  return {.name = "co-quote",
          .description = "the same post quoted",
          .verb = "quoted the same posts",
          .objects = {Field::quoted_post_id},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::quoted_post_id,
                     Field::quoted_account_id},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
