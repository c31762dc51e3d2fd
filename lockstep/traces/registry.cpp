#include <algorithm>
#include <array>

#include "lockstep/traces/touch_builder.h"
#include "lockstep/traces/traces.h"

// The most specific first. Each stands in a file of its own, <name>.cpp, as `TraceDefinition <name>()`.
#define LOCKSTEP_TRACES(TRACE) \
  TRACE(co_repost)             \
  TRACE(co_quote)              \
  TRACE(co_reply)              \
  TRACE(co_link)               \
  TRACE(co_media)              \
  TRACE(co_object)             \
  TRACE(co_text)               \
  TRACE(co_hashtag_sequence)   \
  TRACE(co_hashtag)            \
  TRACE(co_domain)

namespace lockstep {

#define LOCKSTEP_DECLARE(trace) TraceDefinition trace();
LOCKSTEP_TRACES(LOCKSTEP_DECLARE)

std::span<const TraceDefinition> all_traces() {
#define LOCKSTEP_CALL(trace) trace(),
  static const std::array traces{LOCKSTEP_TRACES(LOCKSTEP_CALL)};
  return traces;
}

const TraceDefinition* trace_named(std::string_view name) {
  const auto traces = all_traces();
  const auto found = std::find_if(traces.begin(), traces.end(), [&](const auto& trace) { return trace.name == name; });
  return found == traces.end() ? nullptr : &*found;
}

std::vector<const TraceDefinition*> traces_allowed_by(const EventTable& events) {
  std::array<bool, field_count> present{};
  for (const EventValue& value : events.values) present[unsigned(value.field)] = true;
  std::vector<const TraceDefinition*> allowed;
  for (const TraceDefinition& trace : all_traces())
    for (unsigned field = 0; field < field_count; ++field)
      if (present[field] && trace.objects.has(Field(field))) {
        allowed.push_back(&trace);
        break;
      }
  return allowed;
}

Result<TraceTable> collect_touches(const TraceDefinition& trace, const EventTable& events,
                                   const TraceOptions& options) {
  TouchBuilder touches(events, options.threads);
  if (Result<void> collected = trace.collect(events, options, touches); !collected) return collected.error();
  return touches.finish(trace.name);
}

}  // namespace lockstep
