// lockstep/validation/group_test.h
//
// A set of accounts against chance, on objects that were not used to find it.
//
// On each object the member whose time has most others within the window is the centre; given that n members touched
// it, the others are trials with q, estimated without the members, and of a clumped object with as much more as its
// crowded moments hold. The tail, times n for the choice of the centre, is the object's p; no object counts for more
// than exp(-6), whatever the dependence inside it. Objects count once for each context and for each six hours, and only
// those that enough members attended.
//
// Which ones count is a choice that knows when members came. So the sum of -ln p is held against what chance would give
// on all objects that could have counted, of each context one: each is worth so much with probability p, but for those
// that so few members touched, or that are so seldom attended, that they would not have counted. Rejected: the sum of
// as many exponentials as objects counted (groups drawn at random lay below 1e-4 up to 90 times too often).
//
// People who are shown the same things in the same hour depend on each other too; whether they do no more than that is
// asked of the delays (lags.h), which know it better than how many came within the window.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
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
  Reference reference = {1, 1};     // without the members, of those that were rated
  double p = 1;                     // likewise
  uint32_t context = 0;
};

// Of all parts; the most specific object first. Not rated yet: few of them count.
std::vector<GroupObject> group_objects(const TouchBook& book, std::span<const AccountIndex> members, Duration window);

// How often others met on an object, and the p of the members' meeting.
void rate(const TouchBook& book, const References& references, std::span<const AccountIndex> members,
          std::span<const uint8_t> left_out, GroupObject& object);

// An object at which many came within the window of one moment.
struct Burst {
  ObjectIndex object;
  uint32_t context;
  Timestamp centre;
};

// What was looked at to find a group. All that does not stand in it judges the group: other parts of the objects, but
// for those that two of its members touched by posts which were looked at, and those on which it came together within
// six hours of an occasion of the parts that were; of a burst, objects of other contexts on which the group came
// together more than six hours away from it.
struct LookedAt {
  PartSet parts = no_parts;
  std::optional<Burst> burst = {};
};
class Judges {
 public:
  // `objects`: all of the group.
  Judges(const TouchBook& book, std::span<const GroupObject> objects, const LookedAt& looked_at);
  bool operator()(const GroupObject& object) const;

 private:
  const TouchBook& book_;
  LookedAt looked_at_;
  std::vector<Timestamp> occasions_;  // ascending: well attended ones of the parts that were looked at
};

// Those that count among what was not looked at: well attended, one a context and six hours, no post twice. In order of
// time; beside all that could have counted, they among them.
struct Candidate {
  const GroupObject* object;
  Reference reference;
};
struct CountedObjects : std::vector<GroupObject*> {
  std::vector<Candidate> candidates;
};
CountedObjects counted_objects(const TouchBook& book, std::span<GroupObject> objects, const LookedAt& looked_at = {});

// All on which members came together, well attended, one an hour, whatever their context: how members act says more of
// plan and reaction with each of them, also where one source explains that they came. Two who come alone, the same two
// again and again, say it of themselves and not of the group: they count twice at most.
std::vector<GroupObject*> met_objects(const TouchBook& book, std::span<GroupObject> objects);

// The same, those that count rated, the others by what everybody does with the object.
CountedObjects counted_and_rated(const TouchBook& book, const References& references,
                                 std::span<const AccountIndex> members, std::span<const uint8_t> left_out,
                                 std::span<GroupObject> objects, const LookedAt& looked_at = {});

// The moment with most others within the window, the earliest of several, and how many others. `times`: ascending.
std::pair<Timestamp, unsigned> centre_of(std::span<const Timestamp> times, Duration window);

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
GroupTest test_group(const CountedObjects& counted);

// Where nothing else could have counted: against the sum of as many exponentials, cut at 6.
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
