#include "lockstep/pairs/plan.h"

namespace lockstep {
namespace {

constexpr uint64_t task_work = 1 << 20;  // touches and pairs

// Nothing in a table without names. Of two objects as large the name decides, and not how objects happen to be
// numbered.
std::string_view name_of(const TraceTable& touches, ObjectIndex object) {
  return object < touches.objects.size() ? touches.objects[object].name : std::string_view();
}

}  // namespace

CountPlan plan_counting(const TraceTable& touches, Duration window, bool narrow_hot_objects) {
  CountPlan plan;
  const std::span<const Timestamp> times(touches.time);
  TouchRange task{0, 0};
  uint64_t work = 0;
  for_each_object(touches, 0, uint32_t(touches.size()), [&](ObjectTouches object) {
    const auto of_object = times.subspan(object.begin, object.size());
    uint64_t pairs = touch_pairs_within(of_object, window);
    if (narrow_hot_objects && pairs > 64 * uint64_t(object.size())) {
      const std::optional<Duration> narrowed = window_for(of_object, window);
      plan.hot_objects.push_back({object.object, object.size(), narrowed});
      pairs = narrowed ? touch_pairs_within(of_object, *narrowed) : 0;
    }
    plan.touch_pairs += pairs;
    const bool as_large = pairs == plan.largest_pairs && pairs > 0;
    if (pairs > plan.largest_pairs || (as_large && name_of(touches, object.object) < name_of(touches, plan.largest))) {
      plan.largest = object.object;
      plan.largest_pairs = pairs;
    }
    work += object.size() + pairs;
    if (work < task_work) return;
    task.end = object.end;
    plan.tasks.push_back(task);
    task.begin = task.end;
    work = 0;
  });
  if (work > 0) plan.tasks.push_back({task.begin, uint32_t(touches.size())});
  return plan;
}

}  // namespace lockstep
