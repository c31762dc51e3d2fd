// lockstep/pairs/plan.h
//
// What counting will cost, known from the times alone before any pair is looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/pairs/object_windows.h"

namespace lockstep {

struct TouchRange {
  uint32_t begin, end;  // between objects
};

struct CountPlan {
  std::vector<TouchRange> tasks;  // of about the same work, in order
  std::vector<HotObject> hot_objects;
  uint64_t touch_pairs = 0;  // at least as many as pairs will be met
  ObjectIndex largest = 0;   // the object with most of them
  uint64_t largest_pairs = 0;
};

CountPlan plan_counting(const TraceTable& touches, Duration window, bool narrow_hot_objects);

}  // namespace lockstep
