#include "lockstep/events/resolution.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace lockstep {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Duration, 16> grids{24h,  12h, 6h,  1h,  30min, 15min, 10min, 5min,
                                         1min, 30s, 15s, 10s, 5s,    1s,    1ms,   1us};
constexpr size_t minute_grid = 8, second_grid = 13;

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
  int64_t common = Duration(grids.front()).count();  // divides every time so far, and a day
  for (Timestamp time : times) {
    if (const int64_t since = time.time_since_epoch().count(); since % common != 0) common = std::gcd(common, since);
    if (common == 1) break;
  }
  size_t grid = 0;
  while (common % grids[grid].count() != 0) ++grid;
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
