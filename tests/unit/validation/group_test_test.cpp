// What a group did on each object, and its members one by one, beside twins that look at every two touches.

#include "lockstep/validation/group_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lockstep/validation/statistics.h"
#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration windows[] = {seconds(10), seconds(60), minutes(10), hours(2)};

Duration away(Timestamp a, Timestamp b) { return std::chrono::abs(a - b); }

unsigned others_near(const std::vector<Timestamp>& times, size_t i, Duration within) {
  unsigned near = 0;
  for (size_t k = 0; k < times.size(); ++k) near += k != i && away(times[i], times[k]) <= within;
  return near;
}

std::pair<Timestamp, unsigned> centre_of_every_moment(const std::vector<Timestamp>& times, Duration window) {
  std::pair<Timestamp, unsigned> best(times[0], 0);
  for (size_t i = 0; i < times.size(); ++i)
    if (const unsigned near = others_near(times, i, window); near > best.second) best = {times[i], near};
  return best;
}

std::vector<Timestamp> drawn_times(Rng& rng, uint64_t most) {
  std::vector<Timestamp> times;
  for (uint64_t n = 1 + rng.below(most); n > 0; --n)
    times.emplace_back(seconds(3000 * rng.below(3) + 5 * rng.below(rng.below(2) ? 20 : 900)));
  std::ranges::sort(times);
  return times;
}

std::vector<AccountIndex> drawn_members(Rng& rng, const TouchBook& book) {
  std::set<AccountIndex> members;
  for (uint64_t n = 3 + rng.below(12); n > 0; --n) members.insert(AccountIndex(rng.below(book.accounts())));
  return {members.begin(), members.end()};
}

TEST(CentreOf, IsTheFirstMomentWithMostOthersNear) {
  Rng rng(1);
  for (int round = 0; round < 500; ++round) {
    const std::vector<Timestamp> times = drawn_times(rng, 25);
    for (const Duration window : windows) EXPECT_EQ(centre_of(times, window), centre_of_every_moment(times, window));
  }
}

// Given that n members touched it: those near the centre, all but one by chance, for each choice of the centre. Of two
// both are the same choice.
TEST(TestMeeting, IsTheTailForEachChoiceOfTheCentre) {
  Rng rng(2);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Timestamp> times = drawn_times(rng, 12);
    const Reference reference{.001 + .5 * rng.uniform(), .5};
    for (const Duration window : windows) {
      const auto [centre, near] = centre_of_every_moment(times, window);
      double tail = 0;  // P(near others or more of n - 1)
      const unsigned others = unsigned(times.size()) - 1;
      for (unsigned outcome = 0; outcome < 1u << others; ++outcome)
        if (const auto k = unsigned(__builtin_popcount(outcome)); k >= near)
          tail += std::pow(reference.q, k) * std::pow(1 - reference.q, others - k);
      unsigned attended = 0;
      for (const Timestamp time : times) attended += away(time, centre) <= std::max<Duration>(hours(1), window);
      const ObjectMeeting meeting = test_meeting(times, reference, window);
      EXPECT_EQ(meeting.centre, centre);
      EXPECT_EQ(meeting.together, near + 1);
      EXPECT_EQ(meeting.attended, attended);
      EXPECT_NEAR(meeting.p, std::min(1., (others < 2 ? 1 : others + 1) * tail), 1e-9);
    }
  }
}

TEST(GroupObjects, AreThoseThatTwoMembersTouchedOffTheGrid) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    const TouchBook book = random_touches(seed);
    Rng rng(seed);
    for (int round = 0; round < 20; ++round) {
      const std::vector<AccountIndex> members = drawn_members(rng, book);
      std::map<ObjectIndex, std::vector<TouchIndex>> touched;
      for (TouchIndex touch = 0; touch < book.touches.size(); ++touch)
        if (!book.on_grid[touch] && std::ranges::find(members, book.touches.account[touch]) != members.end())
          touched[book.touches.object[touch]].push_back(touch);
      std::erase_if(touched, [](const auto& each) { return each.second.size() < 2; });
      const std::vector<GroupObject> objects = group_objects(book, members, seconds(60));
      ASSERT_EQ(objects.size(), touched.size());
      auto next = touched.begin();
      for (const GroupObject& object : objects) {
        EXPECT_EQ(object.object, next->first);
        EXPECT_EQ(object.touches, next->second);
        ++next;
      }
    }
  }
}

TEST(Rate, LeavesOutTheMembersAndThoseWhoTakeNoPart) {
  const TouchBook book = random_touches(3);
  Rng rng(3);
  std::vector<uint8_t> left_out(book.accounts(), 0);
  for (AccountIndex account = 0; account < book.accounts(); account += 7) left_out[account] = 1;
  for (const Duration window : windows) {
    const References references(book, window, left_out, 1);
    for (int round = 0; round < 10; ++round) {
      const std::vector<AccountIndex> members = drawn_members(rng, book);
      for (GroupObject& object : group_objects(book, members, window)) {
        PairCounts others;
        for (TouchIndex i = book.object_begin[object.object]; i < book.object_begin[object.object + 1]; ++i) {
          const auto takes_part = [&](TouchIndex touch) {
            const AccountIndex account = book.touches.account[touch];
            return !left_out[account] && std::ranges::find(members, account) == members.end();
          };
          others.touches += takes_part(i);
          for (TouchIndex k = book.object_begin[object.object]; k < i; ++k) {
            if (!takes_part(i) || !takes_part(k)) continue;
            const Duration gap = away(book.touches.time[i], book.touches.time[k]);
            ++others.all;
            others.within += gap <= window;
            others.within_hour += gap <= std::max<Duration>(hours(1), window);
          }
        }
        rate(book, references, members, left_out, object);
        EXPECT_DOUBLE_EQ(object.reference.q, references.with_others(object.object, others).q);
        EXPECT_DOUBLE_EQ(object.reference.r, references.with_others(object.object, others).r);
        EXPECT_LE(object.p, 1);
      }
    }
  }
}

// By attendance, then number; at least .4 of the best and two; none in a context or within six hours of a better one.
TEST(CountedObjects, AreTheBestAttendedOneAContextAndSixHours) {
  size_t counted = 0;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const TouchBook book = random_touches(seed);
    Rng rng(seed);
    for (int round = 0; round < 20; ++round) {
      std::vector<GroupObject> objects = group_objects(book, drawn_members(rng, book), seconds(60));
      std::set<ObjectIndex> left, expected;
      unsigned best = 0;
      for (const GroupObject& object : objects) {
        left.insert(object.object);
        best = std::max(best, object.attended);
      }
      const auto at = [&](ObjectIndex object) -> const GroupObject& {
        return *std::ranges::find(objects, object, &GroupObject::object);
      };
      while (!left.empty()) {
        const ObjectIndex next = *std::ranges::max_element(
            left, {}, [&](ObjectIndex object) { return std::pair(at(object).attended, -int64_t(object)); });
        left.erase(next);
        const bool well = at(next).attended >= 2 && at(next).attended >= .4 * best;
        const bool repeats = std::ranges::any_of(expected, [&](ObjectIndex other) {
          return book.context[next] == book.context[other] || away(at(next).centre, at(other).centre) <= hours(6);
        });
        if (well && !repeats) expected.insert(next);
      }
      std::set<ObjectIndex> found;
      for (const GroupObject* object : counted_objects(book, objects)) found.insert(object->object);
      EXPECT_EQ(found, expected) << seed << ' ' << round;
      counted += found.size();
    }
  }
  EXPECT_GT(counted, 300u);
}

// On each object: whether it came near the centre of the others, where these came together (or there is one alone).
TEST(TestMember, IsWhatATwinSaysThatJudgesEachObjectByItself) {
  unsigned with_occasions = 0;
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    const TouchBook book = random_touches(seed);
    Rng rng(seed);
    const std::vector<uint8_t> nobody(book.accounts(), 0);
    for (const Duration window : windows) {
      const References references(book, window, nobody, 1);
      const std::vector<AccountIndex> members = drawn_members(rng, book);
      std::vector<GroupObject> objects = group_objects(book, members, window);
      const std::vector<GroupObject*> counted = counted_and_rated(book, references, members, nobody, objects);
      for (const AccountIndex member : members) {
        std::vector<double> timing, lag;
        unsigned occasions = 0;
        for (const GroupObject* object : counted) {
          std::optional<Timestamp> own;
          std::vector<Timestamp> others;
          for (const TouchIndex touch : object->touches)
            if (book.touches.account[touch] == member)
              own = book.touches.time[touch];
            else
              others.push_back(book.touches.time[touch]);
          if (!own || others.empty()) continue;
          const auto [centre, near] = centre_of_every_moment(others, window);
          if (others.size() > 1 && near == 0) continue;
          timing.push_back(object->reference.q);
          if (away(*own, centre) <= std::max<Duration>(hours(1), window)) lag.push_back(object->reference.r);
          occasions += away(*own, centre) <= window;
        }
        const MemberTest test = test_member(book, counted, member, window);
        EXPECT_EQ(test.occasions, occasions);
        EXPECT_DOUBLE_EQ(test.p_timing, poisson_binomial_tail(timing, occasions));
        EXPECT_DOUBLE_EQ(test.p_lag, poisson_binomial_tail(lag, occasions));
        with_occasions += occasions > 0;
      }
    }
  }
  EXPECT_GT(with_occasions, 20u);
}

// One an hour; two who come alone, the same two, twice at most.
TEST(MetObjects, CountTwoWhoComeAloneTwiceAtMost) {
  MadeUpTouches made(5);
  for (unsigned k = 0; k < 6; ++k) made.repost_of("author " + std::to_string(k));
  for (unsigned k = 0; k < 4; ++k)
    for (const AccountIndex account : {0, 1}) made.touch(MadeUpTouches::reposts, k, account, 36'000. * k + account);
  for (const AccountIndex account : {0, 1, 2}) made.touch(MadeUpTouches::reposts, 4, account, 200'000 + account);
  for (const AccountIndex account : {0, 3}) made.touch(MadeUpTouches::reposts, 5, account, 203'000 + account);
  const TouchBook book = made.book();
  const AccountIndex members[] = {0, 1, 2, 3};
  std::vector<GroupObject> objects = group_objects(book, members, seconds(60));
  std::vector<ObjectIndex> met;
  for (const GroupObject* object : met_objects(book, objects)) met.push_back(object->object);
  EXPECT_EQ(met, (std::vector<ObjectIndex>{0, 1, 4}));  // 5 lies within the hour of 4
}

TEST(GroupDelays, AreThoseAfterTheFirstWhoCameWithTheOthers) {
  MadeUpTouches made(6);
  made.repost_of("author");
  for (const auto& [account, at] : {std::pair(0, 0.), {1, 5000.}, {2, 5010.}, {3, 5015.}, {4, 8700.}, {5, 20'000.}})
    made.touch(MadeUpTouches::reposts, 0, AccountIndex(account), at);
  const TouchBook book = made.book();
  const AccountIndex members[] = {0, 1, 2, 3, 4, 5};
  std::vector<GroupObject> objects = group_objects(book, members, seconds(60));
  const OccasionDelays delays = group_delays(book, met_objects(book, objects));
  // Who came more than twenty minutes before the centre did not come with the others; who came an hour later did not.
  ASSERT_EQ(delays.size(), 1u);
  EXPECT_EQ(delays[0], (std::vector<Duration>{seconds(10), seconds(15)}));
}

}  // namespace
}  // namespace lockstep
