#include "lockstep/validation/group_test.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "lockstep/validation/statistics.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1), apart = std::chrono::hours(6);
constexpr double most_from_one_object = 6;  // -ln of 1 in 400
constexpr double attendance = .4;           // of the best attended object
constexpr unsigned most_objects = 40;       // the best attended; more add nothing but time

constexpr unsigned most_met = 100;         // likewise, of those that tell plan from reaction
constexpr unsigned most_of_two_alone = 2;  // of them, those at which the same two came and nobody else

Duration gap(Timestamp a, Timestamp b) { return a < b ? b - a : a - b; }

// P(at least `near` others within the window of the best of n moments), where one other is with probability `chance`;
// of two, both are the same choice. Where touches are clumped, a moment is crowded with probability 1 : clumping, and
// else empty.
double tail_at_best(unsigned present, double chance, double clumping, unsigned near) {
  if (near == 0) return 1;
  if (present <= near) return 0;
  const double crowded = std::min(1.0, clumping * chance);
  const double tail =
      std::max(binomial_tail(present - 1, chance, near), chance / crowded * binomial_tail(present - 1, crowded, near));
  return std::min(1.0, (present == 2 ? 1 : present) * tail);
}

// Those that .4 of the best attendance attended, but none that repeats a better attended one; in order of time.
template <class Repeats>
std::vector<GroupObject*> best_attended(std::vector<GroupObject*> objects, unsigned most, Repeats&& repeats) {
  unsigned best = 0;
  for (const GroupObject* object : objects) best = std::max(best, object->attended);
  std::erase_if(
      objects, [&](const GroupObject* object) { return object->attended < 2 || object->attended < attendance * best; });
  std::sort(objects.begin(), objects.end(), [](const GroupObject* a, const GroupObject* b) {
    return std::tie(b->attended, a->object) < std::tie(a->attended, b->object);
  });
  std::vector<GroupObject*> counted;
  for (GroupObject* object : objects) {
    if (counted.size() == most) break;
    const bool repeated =
        std::any_of(counted.begin(), counted.end(), [&](const GroupObject* other) { return repeats(*other, *object); });
    if (!repeated) counted.push_back(object);
  }
  std::sort(counted.begin(), counted.end(), [](const GroupObject* a, const GroupObject* b) {
    return std::tie(a->centre, a->object) < std::tie(b->centre, b->object);
  });
  return counted;
}

}  // namespace

std::pair<Timestamp, unsigned> centre_of(std::span<const Timestamp> times, Duration window) {
  std::pair<Timestamp, unsigned> best(times.front(), 0);
  for (size_t i = 0, first = 0, last = 0; i < times.size(); ++i) {
    while (times[i] - times[first] > window) ++first;
    while (last + 1 < times.size() && times[last + 1] - times[i] <= window) ++last;
    const unsigned near = unsigned(last - first);
    if (near > best.second) best = {times[i], near};
  }
  return best;
}

Judges::Judges(const TouchBook& book, std::span<const GroupObject> objects, const LookedAt& looked_at)
    : book_(book), looked_at_(looked_at) {
  if (looked_at.parts == no_parts) return;
  const auto looked = [&](const GroupObject& object) {
    return object.together >= 2 && holds(looked_at.parts, book.part[object.object]);
  };
  unsigned best = 0;
  for (const GroupObject& object : objects)
    if (looked(object)) best = std::max(best, object.attended);
  for (const GroupObject& object : objects)
    if (looked(object) && object.attended >= attendance * best) occasions_.push_back(object.centre);
  std::sort(occasions_.begin(), occasions_.end());
}

bool Judges::operator()(const GroupObject& object) const {
  if (holds(looked_at_.parts, book_.part[object.object])) return false;
  const auto looked = [&](TouchIndex touch) { return (book_.post_parts[touch] & looked_at_.parts) != 0; };
  if (std::ranges::count_if(object.touches, looked) >= 2) return false;
  const auto next = std::lower_bound(occasions_.begin(), occasions_.end(), object.centre - apart);
  if (next != occasions_.end() && *next <= object.centre + apart) return false;
  if (!looked_at_.burst) return true;
  return book_.context[object.object] != looked_at_.burst->context &&
         gap(object.centre, looked_at_.burst->centre) > apart;
}

ObjectMeeting test_meeting(std::span<const Timestamp> times, const Reference& reference, Duration window) {
  const auto [centre, near] = centre_of(times, window);
  ObjectMeeting meeting{centre, near + 1, 0, 1};
  for (const Timestamp time : times) meeting.attended += gap(time, centre) <= std::max(hour, window);
  meeting.p = tail_at_best(unsigned(times.size()), reference.q, reference.clumping, near);
  return meeting;
}

void rate(const TouchBook& book, const References& references, std::span<const AccountIndex> members,
          std::span<const uint8_t> left_out, GroupObject& object) {
  thread_local std::vector<Timestamp> times, others;
  times.clear();
  others.clear();
  for (const TouchIndex touch : object.touches) times.push_back(book.touches.time[touch]);
  for (TouchIndex touch = book.object_begin[object.object]; touch < book.object_begin[object.object + 1]; ++touch) {
    const AccountIndex account = book.touches.account[touch];
    if (!left_out[account] && !std::binary_search(members.begin(), members.end(), account))
      others.push_back(book.touches.time[touch]);
  }
  object.reference = references.with_others(object.object, count_touch_pairs(others, references.window()));
  object.p = test_meeting(times, object.reference, references.window()).p;
}

std::vector<GroupObject> group_objects(const TouchBook& book, std::span<const AccountIndex> members, Duration window) {
  std::vector<TouchIndex> touches;
  for (const AccountIndex member : members) {
    const auto own = book.touches_of(member);
    touches.insert(touches.end(), own.begin(), own.end());
  }
  std::sort(touches.begin(), touches.end());  // by object and time
  std::vector<GroupObject> objects;
  std::vector<Timestamp> times;
  for (size_t i = 0; i < touches.size();) {
    size_t end = i + 1;
    while (end < touches.size() && book.touches.object[touches[end]] == book.touches.object[touches[i]]) ++end;
    if (end - i >= 2) {
      GroupObject object{.object = book.touches.object[touches[i]], .centre = {}, .touches = {}};
      for (size_t k = i; k < end; ++k)
        if (!book.on_grid[touches[k]]) object.touches.push_back(touches[k]);
      if (object.touches.size() >= 2) {
        times.clear();
        for (const TouchIndex touch : object.touches) times.push_back(book.touches.time[touch]);
        const ObjectMeeting meeting = test_meeting(times, object.reference, window);
        object.context = book.context[object.object];
        object.centre = meeting.centre;
        object.together = meeting.together;
        object.attended = meeting.attended;
        objects.push_back(std::move(object));
      }
    }
    i = end;
  }
  return objects;
}

CountedObjects counted_objects(const TouchBook& book, std::span<GroupObject> objects, const LookedAt& looked_at) {
  std::vector<GroupObject*> wanted;
  const Judges judges(book, objects, looked_at);
  for (GroupObject& object : objects)
    if (judges(object)) wanted.push_back(&object);
  CountedObjects counted;
  for (const GroupObject* object : wanted) counted.candidates.push_back({object, object->reference});
  static_cast<std::vector<GroupObject*>&>(counted) =
      best_attended(std::move(wanted), most_objects, [](const GroupObject& a, const GroupObject& b) {
        return a.context == b.context || gap(a.centre, b.centre) <= apart;
      });
  return counted;
}

std::vector<GroupObject*> met_objects(const TouchBook& book, std::span<GroupObject> objects) {
  std::vector<GroupObject*> wanted;
  for (GroupObject& object : objects)
    if (object.together >= 2) wanted.push_back(&object);
  std::vector<GroupObject*> met =
      best_attended(std::move(wanted), most_met,
                    [](const GroupObject& a, const GroupObject& b) { return gap(a.centre, b.centre) <= hour; });
  std::map<std::pair<AccountIndex, AccountIndex>, unsigned> alone;
  std::erase_if(met, [&](const GroupObject* object) {
    if (object->attended > 2) return false;
    std::vector<AccountIndex> two;
    for (const TouchIndex touch : object->touches)
      if (gap(book.touches.time[touch], object->centre) <= hour) two.push_back(book.touches.account[touch]);
    const auto [a, b] = std::minmax(two.front(), two.back());
    return ++alone[{a, b}] > most_of_two_alone;
  });
  return met;
}

CountedObjects counted_and_rated(const TouchBook& book, const References& references,
                                 std::span<const AccountIndex> members, std::span<const uint8_t> left_out,
                                 std::span<GroupObject> objects, const LookedAt& looked_at) {
  CountedObjects counted = counted_objects(book, objects, looked_at);
  for (GroupObject* object : counted) rate(book, references, members, left_out, *object);
  for (auto& [object, reference] : counted.candidates)
    reference =
        std::ranges::find(counted, object) != counted.end() ? object->reference : references.of_object(object->object);
  return counted;
}

namespace {

constexpr unsigned steps_of_an_object = 64;  // of its -ln p
constexpr double step = most_from_one_object / steps_of_an_object;

double worth(double p) { return std::min(most_from_one_object, -std::log(p)); }
unsigned steps_up(double sum) { return unsigned(std::ceil(sum / step - 1e-9)); }

// P(an object of the context counts and is worth so many steps or more).
using Law = std::array<double, steps_of_an_object + 1>;

void add_to(Law& law, unsigned present, const Reference& reference, unsigned least_attended) {
  const double in_the_hour = std::min(1.0, reference.q / reference.r);
  const double counts = tail_at_best(present, in_the_hour, reference.clumping, least_attended - 1);
  unsigned next = 1;
  for (unsigned near = 1; near < present && next <= steps_of_an_object && counts > 0; ++near) {
    const double p = tail_at_best(present, reference.q, reference.clumping, near);
    for (const unsigned steps = steps_up(worth(p)); next <= steps; ++next) law[next] += std::min(p, counts);
  }
}

struct Term {
  Law tail;  // P(term >= k), of k > 0
  unsigned most = 0;
};

std::vector<Term> terms_of(const std::map<uint32_t, Law>& laws) {
  std::vector<Term> terms;
  for (const auto& [context, law] : laws) {
    Term term;
    double higher = 0;
    for (unsigned k = steps_of_an_object; k > 0; --k) {
      term.tail[k] = higher = std::max(higher, std::min(1.0, law[k]));
      if (higher > 0) term.most = std::max(term.most, k);
    }
    if (term.most > 0) terms.push_back(term);
  }
  return terms;
}

// P(sum of one term a law >= least > 0). Sums from which what is left cannot reach `least` are not followed.
double tail_of_sum(const std::map<uint32_t, Law>& laws, unsigned least) {
  const std::vector<Term> terms = terms_of(laws);
  unsigned left = 0;
  for (const Term& term : terms) left += term.most;
  std::vector<double> below(least, 0.0), next(least);  // P(sum = k)
  below[0] = 1;
  double reached = 0;
  unsigned highest = 0;
  for (const auto& [tail, most] : terms) {
    const unsigned lowest = least > left ? least - left : 0;
    if (lowest > highest) return 0;
    left -= most;
    for (unsigned k = std::max(lowest, least > most ? least - most : 0); k <= highest; ++k)
      reached += below[k] * tail[least - k];
    for (unsigned k = lowest; k <= highest; ++k) next[k] = below[k] * (1 - tail[1]);
    const unsigned up_to = std::min(least - 1, highest + most);
    std::fill(next.begin() + highest + 1, next.begin() + up_to + 1, 0.0);
    for (unsigned steps = 1; steps <= std::min(most, least - 1); ++steps) {
      const double p = tail[steps] - (steps < most ? tail[steps + 1] : 0);
      if (p <= 0) continue;
      const unsigned end = std::min(highest, least - 1 - steps);
      for (unsigned k = lowest; k <= end; ++k) next[k + steps] += below[k] * p;
    }
    below.swap(next);
    highest = up_to;
  }
  return std::min(1.0, reached);
}

}  // namespace

// The bar of attendance depends on the best attended object; each that it could have been is a test of its own.
GroupTest test_group(const CountedObjects& counted) {
  GroupTest test;
  test.occasions = unsigned(counted.size());
  double sum = 0;
  unsigned best = 0, most_present = 0;
  for (const GroupObject* object : counted) {
    sum += worth(object->p);
    best = std::max(best, object->attended);
  }
  if (test.occasions < 2 || sum <= 0) return test;
  const auto bar = [](unsigned attended) { return std::max(2u, unsigned(std::ceil(attendance * attended))); };
  std::map<uint32_t, Law> laws;
  for (const auto& [object, reference] : counted.candidates) {
    const auto present = unsigned(object->touches.size());
    most_present = std::max(most_present, present);
    add_to(laws.try_emplace(object->context, Law{}).first->second, present, reference, bar(best));
  }
  const double bars = bar(most_present) - 1;
  test.p = std::min(1.0, bars * tail_of_sum(laws, std::max(1u, steps_up(sum))));
  return test;
}

GroupTest test_group(std::span<const double> p_of_objects) {
  GroupTest test;
  test.occasions = unsigned(std::min<size_t>(p_of_objects.size(), most_objects));
  if (test.occasions < 2) return test;
  double sum = 0;
  for (const double p : p_of_objects.first(test.occasions)) sum += std::min(most_from_one_object, -std::log(p));
  static const CappedExponentialSum null(most_from_one_object, most_objects);
  test.p = null.tail(test.occasions, sum);
  return test;
}

OccasionDelays group_delays(const TouchBook& book, std::span<const GroupObject* const> objects) {
  constexpr Duration before_centre = std::chrono::minutes(20);
  OccasionDelays occasions;
  for (const GroupObject* object : objects) {
    if (object->together < 2) continue;
    const auto time = [&](TouchIndex touch) { return book.touches.time[touch]; };
    const auto first = std::find_if(object->touches.begin(), object->touches.end(),
                                    [&](TouchIndex touch) { return object->centre - time(touch) <= before_centre; });
    std::vector<Duration>& delays = occasions.emplace_back();
    for (auto other = first + 1; other < object->touches.end() && time(*other) - time(*first) <= hour; ++other)
      delays.push_back(time(*other) - time(*first));
  }
  return occasions;
}

MemberTest test_member(const TouchBook& book, std::span<const GroupObject* const> counted, AccountIndex member,
                       Duration window) {
  MemberTest test;
  std::vector<double> timing, lag;
  std::vector<Timestamp> others;
  for (const GroupObject* object : counted) {
    others.clear();
    const TouchIndex* own = nullptr;
    for (const TouchIndex& touch : object->touches) {
      if (book.touches.account[touch] == member)
        own = &touch;
      else
        others.push_back(book.touches.time[touch]);
    }
    if (!own || others.empty()) continue;
    const auto [centre, near] = centre_of(others, window);
    if (others.size() > 1 && near == 0) continue;  // the others did not come together here
    const Duration away = gap(book.touches.time[*own], centre);
    timing.push_back(object->reference.q);
    if (away <= std::max(hour, window)) lag.push_back(object->reference.r);
    test.occasions += away <= window;
  }
  test.p_timing = poisson_binomial_tail(timing, test.occasions);
  test.p_lag = poisson_binomial_tail(lag, test.occasions);
  return test;
}

}  // namespace lockstep
