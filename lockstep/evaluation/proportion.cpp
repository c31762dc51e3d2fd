#include "lockstep/evaluation/evaluation.h"

namespace lockstep {

std::optional<double> Proportion::share() const {
  if (whole == 0) return std::nullopt;
  return double(part) / double(whole);
}

Interval Proportion::interval() const {
  Interval interval = wilson_interval(double(part), double(whole));
  // exact there, but not in floating point
  if (part == 0) interval.low = 0;
  if (part == whole) interval.high = 1;
  return interval;
}

}  // namespace lockstep
