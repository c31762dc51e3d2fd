// lockstep/evidence/clock.h
//
// Posts that a schedule puts on the quarter of an hour meet there whoever wrote them.
#pragma once

#include <string>

#include "lockstep/evidence/evidence.h"

namespace lockstep {

struct OnTheQuarter {
  size_t posts = 0, in_the_first_minute = 0;  // of a quarter of an hour
  double even = 0;                            // so many would be, spread evenly

  // Twice as many, and more than a handful.
  bool many() const { return double(in_the_first_minute) >= 2 * even && in_the_first_minute >= 4; }
  std::string sentence() const;
};

// The members' posts on their occasions; of times that know minutes.
OnTheQuarter on_the_quarter(const NetworkView& view);

}  // namespace lockstep
