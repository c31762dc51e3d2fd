// lockstep/events/value_filter.h
//
// Which posts are kept by what they hold. Every distinct term is matched once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/events/events.h"
#include "lockstep/events/glob.h"

namespace lockstep {

class ValueFilter {
 public:
  ValueFilter(const EventFilter& filter, const StringPool& terms);

  bool is_empty() const { return kinds_.empty() && hashtags_.empty() && urls_.empty() && languages_.empty(); }
  bool keeps(EventKind kind, std::span<const EventValue> values);

 private:
  bool has_match(Field field, std::span<const EventValue> values, std::vector<int8_t>& known);
  bool matches(Field field, std::string_view text) const;

  const StringPool& terms_;
  std::vector<EventKind> kinds_;
  GlobSet hashtags_, urls_, languages_;
  std::vector<int8_t> known_hashtags_, known_urls_, known_languages_;  // by term; -1: not matched yet
};

}  // namespace lockstep
