// What becomes of proposals that stand.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lockstep/networks/test_pass.h"
#include "tests/unit/validation/made_up_touches.h"

namespace lockstep {
namespace {

using std::chrono::seconds;

// Accounts 0 … 11 act within a minute on ten posts, to the first of which sixty others came in the same minute. These
// sixty are often among those who come in the first minute of a dozen other posts, as everybody does who comes in their
// first hour. All pass other posts on in their own time.
TouchBook a_ring_in_a_crowd() {
  Rng rng(4);
  MadeUpTouches made(200);
  for (unsigned k = 0; k < 260; ++k) {
    const ObjectIndex object = made.repost_of("author " + std::to_string(k));
    const double begin = double(rng.below(28 * 86'400));
    const bool of_the_ring = k < 10, storm = k == 0 || (k >= 10 && k < 22);
    for (AccountIndex account = 0; account < 200; ++account) {
      const bool in_ring = account < 12, in_crowd = !in_ring && account < 72;
      const auto one_in = [&](uint64_t n) { return rng.below(n) == 0; };
      const bool in_time = (of_the_ring && in_ring && (k == 0 || one_in(2))) || (k == 0 && in_crowd) ||
                           (storm && in_crowd && one_in(2)) || (storm && !in_ring && !in_crowd && one_in(4));
      if (in_time)
        made.touch(MadeUpTouches::reposts, object, account, begin + double(rng.below(61)));
      else if (one_in(storm ? 2 : 16) && !(of_the_ring && in_ring))
        made.touch(MadeUpTouches::reposts, object, account, begin + 3700 - 100'000 * std::log(1 - rng.uniform()));
    }
  }
  return made.book();
}

TEST(AssembleNetworks, LosesNoRingToTheCrowdItWasFirstFoundWith) {
  const TouchBook book = a_ring_in_a_crowd();
  const Result<NetworkTests> tests = test_networks(book, {.threads = 1, .power = false}, no_progress());
  ASSERT_TRUE(tests);
  size_t of_the_ring = 0;
  for (const TestedNetwork& network : tests->networks)
    of_the_ring = std::max(
        of_the_ring,
        size_t(std::ranges::count_if(network.members, [](const TestedMember& member) { return member.account < 12; })));
  EXPECT_GE(of_the_ring, 10u);
}

// Also by the delays of those who joined.
TEST(AssembleNetworks, ReadsTheDelaysOfAllMembers) {
  const TouchBook book = a_ring_in_a_crowd();
  const Result<NetworkTests> tests = test_networks(book, {.threads = 1, .power = false}, no_progress());
  ASSERT_TRUE(tests);
  ASSERT_FALSE(tests->networks.empty());
  for (const TestedNetwork& network : tests->networks) {
    const std::vector<AccountIndex> members = accounts_of(network.members);
    std::vector<GroupObject> objects = group_objects(book, members, network.window);
    EXPECT_EQ(network.delays, group_delays(book, met_objects(book, objects)));
  }
}

}  // namespace
}  // namespace lockstep
