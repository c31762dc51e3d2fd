#include "lockstep/events/resolution.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lockstep {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Duration, 6> grids{24h, 1h, 1min, 1s, 1ms, 1us};
constexpr size_t minute_grid = 2, second_grid = 3;

// People post at full hours on purpose; eight distinct times that all are such are no chance.
constexpr size_t enough_times = 8;

bool has_enough_distinct(std::span<const Timestamp> times) {
  std::vector<Timestamp> distinct;
  for (Timestamp time : times) {
    if (std::find(distinct.begin(), distinct.end(), time) != distinct.end()) continue;
    distinct.push_back(time);
    if (distinct.size() == enough_times) return true;
  }
  return false;
}

size_t coarsest_written(TimeCell::Written finest) {
  switch (finest) {
    case TimeCell::Written::day:
      return 0;
    case TimeCell::Written::minute:
      return minute_grid;
    default:
      return second_grid;
  }
}

}  // namespace

Duration find_resolution(std::span<const Timestamp> times, TimeCell::Written finest) {
  size_t grid = 0;
  for (Timestamp time : times) {
    while (time.time_since_epoch() % grids[grid] != 0us) ++grid;
    if (grid == grids.size() - 1) break;
  }
  const size_t written = coarsest_written(finest);
  if (grid < written && !has_enough_distinct(times)) grid = written;
  return grids[grid];
}

std::optional<Duration> effective_window(Duration window, Duration resolution) {
  if (window == 0us) return window;
  if (window < resolution) return std::nullopt;
  return window / resolution * resolution;
}

}  // namespace lockstep
