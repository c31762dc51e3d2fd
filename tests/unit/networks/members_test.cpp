// Who stands in a network, beside twins; and in what order accounts are ranked.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lockstep/networks/test_pass.h"
#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Duration away(Timestamp a, Timestamp b) { return std::chrono::abs(a - b); }

// Accounts 0 … 9 act within a minute on sixteen posts, 10 … 13 come with them four times; 14 … 89 pass the same posts
// on in their own time, and others besides. A tenth of the touches lie on the schedulers' grid.
TouchBook a_ring_and_its_audience(uint64_t seed) {
  Rng rng(seed);
  MadeUpTouches made(90);
  const auto share = [&](ObjectIndex object, AccountIndex account, double time) {
    made.touch(MadeUpTouches::reposts, object, account, time);
  };
  for (unsigned k = 0; k < 150; ++k) {
    const ObjectIndex object = made.repost_of("author " + std::to_string(k));
    const double begin = double(rng.below(28 * 86'400));
    const bool of_the_ring = k < 16;
    for (AccountIndex account = 0; account < 10; ++account)
      if (of_the_ring && rng.below(10) < 7) share(object, account, begin + double(rng.below(61)));
    for (AccountIndex account = 10; account < 14; ++account)
      if (of_the_ring && (k + account) % 4 == 0) share(object, account, begin + double(rng.below(61)));
    for (AccountIndex account = 14; account < 90; ++account)
      if (rng.below(10) == 0) share(object, account, begin - 5000 * std::log(1 - rng.uniform()));
  }
  TouchBook book = made.book();
  for (uint8_t& on_grid : book.on_grid) on_grid = rng.below(10) == 0;
  list_touches(book, book.accounts());
  return book;
}

// q of each p, by the definition: the least share of false ones with which it would be taken.
std::vector<double> q_one_by_one(const std::vector<double>& p) {
  std::vector<double> q;
  for (const double own : p) {
    double least = 1;
    for (const double level : p)
      if (level >= own)
        least = std::min(least, level * double(p.size()) /
                                    double(std::ranges::count_if(p, [&](double other) { return other <= level; })));
    q.push_back(least);
  }
  return q;
}

double tail_one_by_one(const std::vector<double>& trials, unsigned x) {
  std::vector<double> exactly{1};
  for (const double p : trials) {
    std::vector<double> next(exactly.size() + 1, 0);
    for (size_t k = 0; k < exactly.size(); ++k) next[k] += exactly[k] * (1 - p), next[k + 1] += exactly[k] * p;
    exactly = next;
  }
  double tail = 0;
  for (size_t k = exactly.size(); k > x; --k) tail += exactly[k - 1];
  return tail;
}

TEST(TestPass, CorrectsOverTheProposalsOfAllWindowsAndBothWays) {
  const TouchBook book = a_ring_and_its_audience(1);
  const NetworkTestOptions options;
  TestPass pass{book, options, std::vector<uint8_t>(book.accounts(), 0), "Testing"};
  ASSERT_TRUE(pass.run(no_progress()));
  std::vector<double> p;
  std::set<std::pair<Duration, bool>> ways;
  for (const Judged& each : pass.judged) {
    p.push_back(each.test.p);
    ways.emplace(each.proposal.window, each.proposal.looked_at.burst.has_value());
  }
  EXPECT_GE(ways.size(), 4u);
  EXPECT_TRUE(std::ranges::is_sorted(p));
  const std::vector<double> q = q_one_by_one(p);
  for (size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(pass.judged[i].q, q[i], 1e-12 + 1e-9 * q[i]);
  EXPECT_LT(q[0], .01);
}

// Of a proposal at each of two windows, both found by one part.
TEST(JudgeAtBestWindow, CountsEachMembersPForAsManyWindowsAsThereWere) {
  const TouchBook book = a_ring_and_its_audience(2);
  const NetworkTestOptions options;
  TestPass pass{book, options, std::vector<uint8_t>(book.accounts(), 0), "Testing"};
  for (const Duration window : options.windows)
    pass.references.push_back(std::make_unique<References>(book, window, pass.left_out, 1));
  std::vector<AccountIndex> members;
  for (AccountIndex account = 0; account < 20; ++account) members.push_back(account);
  const Judged at_10{{seconds(10), {.parts = 1}, members}, {}}, at_60{{seconds(60), {.parts = 1}, members}, {}};
  const auto [window, judged] = judge_at_best_window(pass, {&at_10, &at_60}, members);
  EXPECT_EQ(window, Duration(seconds(60)));
  std::vector<GroupObject> objects = group_objects(book, members, window);
  const auto counted = counted_and_rated(book, pass.of(window), members, pass.left_out, objects, {.parts = 1});
  std::vector<double> p;
  std::vector<AccountIndex> standing;
  for (const AccountIndex member : members) {
    const MemberTest test = test_member(book, counted, member, window);
    p.push_back(test.p_lag <= .5 ? std::min(1., 2 * test.p_timing) : 1);
  }
  const std::vector<double> q = q_one_by_one(p);
  const auto above_half = double(std::ranges::count_if(p, [](double each) { return each > .5; }));
  const double strangers = std::min(1., (1 + above_half) / (.5 * double(p.size())));
  for (const AccountIndex member : members)
    if (strangers * q[member] <= .01) standing.push_back(member);
  EXPECT_EQ(accounts_of(judged), standing);
  EXPECT_GE(standing.size(), 8u);
  for (const TestedMember& member : judged) {
    EXPECT_NEAR(member.p_value, p[member.account], 1e-12);
    EXPECT_NEAR(member.q_value, strangers * q[member.account], 1e-12);
    EXPECT_FALSE(member.joined);
  }
}

// Everybody who touched two of the objects that count is a test: how often it came near the members' centre.
TEST(JudgeCompanions, AreWhoATwinFindsAmongAllAccounts) {
  size_t joined = 0, tests = 0;
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    const TouchBook book = a_ring_and_its_audience(seed);
    const NetworkTestOptions options;
    TestPass pass{book, options, std::vector<uint8_t>(book.accounts(), 0), "Testing"};
    for (const Duration window : options.windows)
      pass.references.push_back(std::make_unique<References>(book, window, pass.left_out, 1));
    const Duration window = seconds(60);
    const std::vector<AccountIndex> members{0, 1, 2, 3, 4, 5, 6, 7}, proposed{0, 1, 2, 3, 4, 5, 6, 7, 8, 30};
    std::vector<GroupObject> objects = group_objects(book, members, window);
    const auto counted = counted_objects(book, objects);
    for (GroupObject* object : counted) rate(book, pass.of(window), proposed, pass.left_out, *object);
    std::vector<AccountIndex> asked;
    std::vector<double> p, for_correction;
    for (AccountIndex account = 8; account < book.accounts(); ++account) {
      std::vector<double> timing, lag;
      unsigned occasions = 0;
      for (const GroupObject* object : counted)
        for (const TouchIndex touch : book.touches_of(account)) {
          if (book.touches.object[touch] != object->object || object->together < 2 || book.on_grid[touch]) continue;
          const Duration gap = away(book.touches.time[touch], object->centre);
          timing.push_back(object->reference.q);
          if (gap <= hours(1)) lag.push_back(object->reference.r);
          occasions += gap <= window;
        }
      if (timing.size() < 2) continue;
      asked.push_back(account);
      p.push_back(occasions < 2 ? 1 : std::min(1., 3 * tail_one_by_one(timing, occasions)));
      for_correction.push_back(occasions < 2 || tail_one_by_one(lag, occasions) > .5 ? 1 : p.back());
    }
    const std::vector<double> q = q_one_by_one(for_correction);
    std::map<AccountIndex, size_t> standing;
    for (size_t i = 0; i < asked.size(); ++i)
      if (q[i] <= .01) standing[asked[i]] = i;
    const std::vector<TestedMember> found = judge_companions(pass, members, proposed, window);
    ASSERT_EQ(found.size(), standing.size()) << seed;
    for (const TestedMember& member : found) {
      ASSERT_TRUE(standing.contains(member.account)) << seed;
      const size_t i = standing[member.account];
      EXPECT_NEAR(member.p_value, p[i], 1e-12);
      EXPECT_NEAR(member.q_value, q[i], 1e-12);
      EXPECT_TRUE(member.joined);
      EXPECT_LT(member.account, 14u);
    }
    joined += found.size();
    tests += asked.size();
  }
  EXPECT_GE(joined, 12u);
  EXPECT_GE(tests, 100u);
}

// Four networks, one of each kind, and two accounts in none.
TEST(RankAccounts, SumsPairsAndPutsNetworksFirst) {
  MadeUpTouches made(20);
  const TouchBook book = made.book();
  const NetworkTestOptions options;
  TestPass pass{book, options, {}, "Testing"};
  // Accounts 0 and 1 at two windows, of which the better counts; 1 with 2 as well.
  pass.pairs = {{0, 1, 3, {}}, {1, 2, 4, {}}, {0, 1, 5, {}},  {4, 5, 2, {}},
                {6, 7, 2, {}}, {8, 9, 2, {}}, {10, 11, 2, {}}};
  std::vector<TestedNetwork> networks(4);
  const auto holds_two = [&](size_t n, AccountIndex first, NetworkClass network_class, double plan) {
    networks[n].network_class = network_class;
    networks[n].members = {{first, 0, 0, 1}, {first + 1, 0, 0, 1}};
    networks[n].lags.log_likelihood_ratio = plan, networks[n].least_for_a_plan = 6;
    networks[n].seen = 2, networks[n].expected = 1;
  };
  holds_two(0, 4, NetworkClass::synchronised, 9);
  holds_two(1, 6, NetworkClass::close_circle, 8);  // as high as a bar that they missed for another reason
  holds_two(2, 8, NetworkClass::close_circle, .4);
  holds_two(3, 10, NetworkClass::declared_automation, 9);
  networks[0].members.push_back({12, 0, 0, 1});  // in no pair
  std::map<AccountIndex, double> scores;
  double last = 1e9;
  for (const AccountScore& each : rank_accounts(pass, networks)) {
    EXPECT_LE(each.score, last);
    last = each.score;
    scores[each.account] = each.score;
  }
  EXPECT_EQ(scores.size(), 12u);
  EXPECT_DOUBLE_EQ(scores[0], 5);
  EXPECT_DOUBLE_EQ(scores[1], 5 + .7 * 4);
  EXPECT_DOUBLE_EQ(scores[2], 4);
  EXPECT_DOUBLE_EQ(scores[4], 100 + 2);
  EXPECT_DOUBLE_EQ(scores[12], 100);
  EXPECT_DOUBLE_EQ(scores[6], 50 + 6 + .002);
  EXPECT_DOUBLE_EQ(scores[8], .2 * 2);
  EXPECT_DOUBLE_EQ(scores[10], .2 * 2);
}

TEST(RankAccounts, StopsAfterTwentyPairs) {
  MadeUpTouches made(40);
  const TouchBook book = made.book();
  const NetworkTestOptions options;
  TestPass pass{book, options, {}, "Testing"};
  double sum = 0;
  for (AccountIndex other = 1; other < 31; ++other) pass.pairs.push_back({0, other, 1, {}});
  for (int k = 0; k < 20; ++k) sum += std::pow(.7, k);
  const std::vector<AccountScore> ranking = rank_accounts(pass, {});
  EXPECT_EQ(ranking.front().account, 0u);
  EXPECT_NEAR(ranking.front().score, sum, 1e-12);
}

}  // namespace
}  // namespace lockstep
