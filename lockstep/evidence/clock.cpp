#include "lockstep/evidence/clock.h"

#include <fmt/format.h>

#include <set>

#include "lockstep/base/wording.h"

namespace lockstep {

std::string OnTheQuarter::sentence() const {
  return fmt::format(
      "{} of the {} {} in the first minute of a quarter of an hour, where {:.0f} would if they were spread evenly",
      grouped(in_the_first_minute), counted(posts, "post"), in_the_first_minute == 1 ? "stands" : "stand", even);
}

OnTheQuarter on_the_quarter(const NetworkView& view) {
  using namespace std::chrono_literals;
  using Quarters = std::chrono::duration<int64_t, std::ratio<900>>;
  std::set<EventIndex> posts, on_the_quarter;
  for (const MemberTouch& touch : view.found.touches) {
    const TraceTable& touches = view.layers[touch.layer].touches;
    const Timestamp time = touches.time[touch.touch];
    posts.insert(touches.event[touch.touch]);
    if (time - std::chrono::floor<Quarters>(time) < 1min) on_the_quarter.insert(touches.event[touch.touch]);
  }
  return {posts.size(), on_the_quarter.size(), double(posts.size()) / 15};
}

}  // namespace lockstep
