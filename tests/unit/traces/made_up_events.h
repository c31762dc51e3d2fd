// tests/unit/traces/made_up_events.h
//
// Event tables for tests, without files.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "lockstep/events/event_table.h"

namespace lockstep {

struct MadeUpEvent {
  std::string account;
  double seconds;
  std::vector<std::pair<Field, std::string>> values;
  EventKind kind = EventKind::post;
  std::string post_id = {};  // empty: none
};

// In the order given.
inline EventTable made_up_events(const std::vector<MadeUpEvent>& events) {
  EventTable table;
  for (const MadeUpEvent& event : events) table.accounts.intern(event.account);
  table.accounts.sort();
  table.value_begin.push_back(0);
  for (const MadeUpEvent& event : events) {
    table.time.push_back(Timestamp(Duration(int64_t(event.seconds * 1e6))));
    table.account.push_back(table.accounts.find(event.account));
    table.kind.push_back(event.kind);
    table.post_id.push_back(event.post_id.empty() ? no_term : table.terms.intern(event.post_id));
    for (const auto& [field, text] : event.values) table.values.push_back({field, table.terms.intern(text)});
    table.value_begin.push_back(uint32_t(table.values.size()));
  }
  return table;
}

// As read_events orders them: any order of rows gives the same table.
inline EventTable canonical_events(std::vector<MadeUpEvent> events) {
  std::sort(events.begin(), events.end(), [](const MadeUpEvent& a, const MadeUpEvent& b) {
    return std::tie(a.seconds, a.account, a.post_id, a.kind, a.values) <
           std::tie(b.seconds, b.account, b.post_id, b.kind, b.values);
  });
  return made_up_events(events);
}

}  // namespace lockstep
