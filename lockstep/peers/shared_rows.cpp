#include <algorithm>
#include <numeric>
#include <tuple>

#include "lockstep/peers/peers.h"

namespace lockstep {

std::vector<SharedRow> shared_rows(const EventTable& events, Field object) {
  std::vector<SharedRow> rows;
  for (EventIndex event = 0; event < events.size(); ++event)
    for (const EventValue& value : events.values_of(event)) {
      if (value.field != object) continue;
      const TermIndex post = events.post_id[event];
      const TermIndex content = post != no_term ? post : events.terms.size() + event;
      rows.push_back({value.term, events.account[event], content, events.time[event]});
    }
  return rows;
}

void drop_repeated_rows(std::vector<SharedRow>& rows) {
  const auto key = [&](uint32_t i) { return std::tie(rows[i].object, rows[i].account, rows[i].content, rows[i].time); };
  std::vector<uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  const auto last = std::unique(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return rows[a] == rows[b]; });
  order.erase(last, order.end());
  std::sort(order.begin(), order.end());
  std::vector<SharedRow> kept;
  kept.reserve(order.size());
  for (uint32_t i : order) kept.push_back(rows[i]);
  rows = std::move(kept);
}

}  // namespace lockstep
