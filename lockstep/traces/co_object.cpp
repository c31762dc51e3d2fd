// Whatever the table says was shared, as it stands: CooRTweet's tables know nothing else. What it is, and so who stands
// behind it, is not known; every event counts, reposts too.
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

bool any_event(const EventTable&, EventIndex) { return true; }

Result<void> collect(const EventTable&, const TraceOptions&, TouchBuilder& touches) {
  touches.touch_plain(Field::object_id, any_event);
  return {};
}

}  // namespace

TraceDefinition co_object() {
  return {.name = "co-object",
          .description = "the same object_id, whatever it stands for",
          .verb = "shared the same objects",
          .objects = {Field::object_id},
          .fields = {Field::object_id},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
