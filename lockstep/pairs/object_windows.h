// lockstep/pairs/object_windows.h
//
// One object's touches at a time, with the window that holds for it.
#pragma once

#include <cstdint>
#include <span>

#include "lockstep/pairs/pairs.h"

namespace lockstep {

// One object's touches are [begin, end) of the table.
struct ObjectTouches {
  ObjectIndex object;
  uint32_t begin, end;
  uint32_t size() const { return end - begin; }
};

// Calls visit(ObjectTouches) for each object with two touches or more, in [begin, end) of a table; both ends lie
// between objects.
template <class Visit>
void for_each_object(const TraceTable& touches, uint32_t begin, uint32_t end, Visit&& visit) {
  const ObjectIndex* const object = touches.object.data();
  while (begin < end) {
    uint32_t next = begin + 1;
    while (next < end && object[next] == object[begin]) ++next;
    if (next - begin >= 2) visit(ObjectTouches{object[begin], begin, next});
    begin = next;
  }
}

// How many two touches of one object lie within `window`, whoever made them.
uint64_t touch_pairs_within(std::span<const Timestamp> times, Duration window);

// The widest window up to `window`, in whole seconds (milliseconds below a second), that leaves at most 64 pairs of
// touches for each touch; nothing where not even the same instant does. It depends on the times alone, not on who
// touched, so that a test which deals the same times out to others sees the same window.
std::optional<Duration> window_for(std::span<const Timestamp> times, Duration window);

// The window of each object, asked for in ascending order of objects.
class ObjectWindows {
 public:
  ObjectWindows(Duration window, std::span<const HotObject> hot) : window_(window), hot_(hot) {}

  // Nothing where the object is left out.
  std::optional<Duration> of(ObjectIndex object);

 private:
  Duration window_;
  std::span<const HotObject> hot_;
};

}  // namespace lockstep
