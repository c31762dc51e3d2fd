#include "lockstep/pairs/object_windows.h"

#include <algorithm>

namespace lockstep {

uint64_t touch_pairs_within(std::span<const Timestamp> times, Duration window) {
  uint64_t pairs = 0;
  size_t oldest = 0;
  for (size_t later = 1; later < times.size(); ++later) {
    while (times[later] - times[oldest] > window) ++oldest;
    pairs += later - oldest;
  }
  return pairs;
}

std::optional<Duration> window_for(std::span<const Timestamp> times, Duration window) {
  using namespace std::chrono_literals;
  const uint64_t most = 64 * times.size();
  if (touch_pairs_within(times, window) <= most) return window;
  if (touch_pairs_within(times, Duration(0)) > most) return std::nullopt;
  const Duration step = window >= 1s ? Duration(1s) : Duration(1ms);
  int64_t fits = 0, too_wide = (window + step - Duration(1)) / step;
  while (too_wide - fits > 1) {
    const int64_t middle = fits + (too_wide - fits) / 2;
    (touch_pairs_within(times, middle * step) <= most ? fits : too_wide) = middle;
  }
  return fits * step;
}

std::optional<Duration> ObjectWindows::of(ObjectIndex object) {
  if (hot_.empty()) return window_;
  if (hot_.front().object < object)
    hot_ = hot_.subspan(size_t(std::lower_bound(hot_.begin(), hot_.end(), object,
                                                [](const HotObject& hot, ObjectIndex o) { return hot.object < o; }) -
                               hot_.begin()));
  if (hot_.empty() || hot_.front().object != object) return window_;
  return hot_.front().window ? std::min(*hot_.front().window, window_) : hot_.front().window;
}

}  // namespace lockstep
