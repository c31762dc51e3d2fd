// lockstep/validation/group_test.h
//
// A set of accounts against chance, on objects that were not used to find it.
//
// On each object the member whose time has most others within the window is the centre; given that n members touched
// it, the others are trials with q (given those within the hour of the centre, with r), estimated without the members.
// The larger of the two tails, times n for the choice of the centre, is the object's p; no object counts for more than
// exp(-6), whatever the dependence inside it. Objects count once for each context and for each six hours, and only
// those that enough members attended. The sum of -ln p has an exact null (statistics.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/validation/lags.h"
#include "lockstep/validation/references.h"

namespace lockstep {

// An object that at least two members touched.
struct GroupObject {
  ObjectIndex object;
  Timestamp centre;
  std::vector<TouchIndex> touches;  // of members, by time
  unsigned together = 0;            // members within the window of the centre, the centre among them
  unsigned attended = 0;            // members within the hour of the centre, the centre among them
  Reference reference;              // without the members
  double p = 1;
};

// Of all parts; the most specific object first.
std::vector<GroupObject> group_objects(const TouchBook& book, const References& references,
                                       std::span<const AccountIndex> members, std::span<const uint8_t> left_out);

// Those that count in a part: well attended, one a context and six hours, no post twice. In order of time.
std::vector<const GroupObject*> counted_objects(const TouchBook& book, std::span<const GroupObject> objects,
                                                unsigned part);

// The p of an object that members touched at `times` (ascending), for which `reference` holds.
struct ObjectMeeting {
  Timestamp centre;
  unsigned together, attended;  // as in GroupObject
  double p;
};
ObjectMeeting test_meeting(std::span<const Timestamp> times, const Reference& reference, Duration window);

struct GroupTest {
  double p = 1;
  unsigned occasions = 0;  // objects that count
};
GroupTest test_group(std::span<const GroupObject* const> counted);
GroupTest test_group(std::span<const double> p_of_objects);

// Delays after the first member of each object at which members came together, up to an hour.
OccasionDelays group_delays(const TouchBook& book, std::span<const GroupObject* const> objects);

// One member against the others: on each counted object, whether it came within the window of the centre of the others.
struct MemberTest {
  double p_timing = 1, p_lag = 1;
  unsigned occasions = 0;
};
MemberTest test_member(const TouchBook& book, std::span<const GroupObject* const> counted, AccountIndex member,
                       Duration window);

}  // namespace lockstep
