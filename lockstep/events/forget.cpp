#include "lockstep/events/events.h"

namespace lockstep {
namespace {

void forget_values(const WantedValues& wanted, EventTable& events) {
  uint32_t begin = 0, next = 0;
  for (EventIndex event = 0; event < events.size(); ++event) {
    const uint32_t end = events.value_begin[event + 1];
    for (; begin < end; ++begin) {
      const EventValue value = events.values[begin];
      if (wanted.of_all.has(value.field) || (wanted.shown[event] && wanted.of_shown.has(value.field)))
        events.values[next++] = value;
    }
    events.value_begin[event + 1] = next;
    if (!wanted.shown[event]) events.post_id[event] = no_term;
  }
  events.values.resize(next);
  events.values.shrink_to_fit();
}

}  // namespace

void forget_all_but(const WantedValues& wanted, EventTable& events) {
  forget_values(wanted, events);
  std::vector<bool> used(events.terms.size(), false);
  for (const TermIndex post : events.post_id)
    if (post != no_term) used[post] = true;
  for (const EventValue& value : events.values) used[value.term] = true;
  const std::vector<TermIndex> new_index = events.terms.keep(used);
  for (TermIndex& post : events.post_id)
    if (post != no_term) post = new_index[post];
  for (EventValue& value : events.values) value.term = new_index[value.term];
}

}  // namespace lockstep
