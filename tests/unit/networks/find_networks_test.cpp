#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lockstep/base/random.h"
#include "lockstep/networks/networks.h"

namespace lockstep {
namespace {

using Groups = std::set<std::set<AccountIndex>>;

struct Graph {
  std::vector<Pair> pairs;
  void join(AccountIndex a, AccountIndex b, uint32_t shared = 3) {
    pairs.push_back({.a = std::min(a, b), .b = std::max(a, b), .shared = shared, .first = {}, .last = {}});
  }
  // Accounts first … first + size - 1, each two joined with the probability given.
  void ring(AccountIndex first, uint32_t size, double density = 1, uint64_t seed = 1) {
    Rng random(seed);
    for (AccountIndex a = first; a < first + size; ++a)
      for (AccountIndex b = a + 1; b < first + size; ++b)
        if (random.uniform() < density) join(a, b);
  }
  std::vector<Network> networks(NetworkOptions options = {}) {
    std::ranges::sort(pairs, [](const Pair& x, const Pair& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return *find_networks(pairs, options, no_progress());
  }
  Groups groups() {
    Groups found;
    for (const Network& network : networks()) found.emplace(network.members.begin(), network.members.end());
    return found;
  }
};

std::set<AccountIndex> accounts(AccountIndex first, uint32_t size) {
  std::set<AccountIndex> all;
  for (AccountIndex a = first; a < first + size; ++a) all.insert(a);
  return all;
}

TEST(FindNetworks, KeepsPartsThatNothingJoinsApart) {
  Graph graph;
  graph.ring(0, 5);
  graph.ring(10, 3);
  graph.join(20, 21);
  EXPECT_EQ(graph.groups(), (Groups{accounts(0, 5), accounts(10, 3)}));
}

TEST(FindNetworks, SplitsTwoRingsThatOneAccountJoins) {
  Graph graph;
  graph.ring(0, 20);
  graph.ring(20, 20);
  graph.join(3, 25);
  graph.join(4, 25);
  EXPECT_EQ(graph.groups(), (Groups{accounts(0, 20), accounts(20, 20)}));
}

TEST(FindNetworks, KeepsARingWholeWhereHalfOfItsPairsNeverMet) {
  Graph graph;
  graph.ring(0, 30, 0.5);
  EXPECT_EQ(graph.groups(), Groups{accounts(0, 30)});
}

TEST(FindNetworks, KeepsAStarWhole) {
  Graph graph;
  for (AccountIndex leaf = 1; leaf <= 50; ++leaf) graph.join(0, leaf);
  EXPECT_EQ(graph.groups(), Groups{accounts(0, 51)});
}

TEST(FindNetworks, IsNotTornByTwoAccountsThatMetVeryOften) {
  Graph graph;
  graph.ring(0, 12);
  graph.pairs[0].shared = 5000;
  EXPECT_EQ(graph.groups(), Groups{accounts(0, 12)});
}

TEST(FindNetworks, FindsTheSameInAComponentWhateverElseThereIs) {
  Graph alone, together;
  for (Graph* graph : {&alone, &together})
    for (uint32_t ring = 0; ring < 12; ++ring) {
      graph->ring(ring * 10, 10, 0.7, ring);
      graph->join(ring * 10 + 9, (ring + 1) % 12 * 10);
    }
  Rng random(7);
  for (uint32_t i = 0; i < 2000; ++i) {
    const auto a = AccountIndex(1000 + random.below(400)), b = AccountIndex(1000 + random.below(400));
    if (a != b && std::ranges::none_of(together.pairs, [&](const Pair& pair) {
          return pair.a == std::min(a, b) && pair.b == std::max(a, b);
        }))
      together.join(a, b);
  }
  Groups inside;
  for (const std::set<AccountIndex>& group : together.groups())
    if (*group.begin() < 1000) inside.insert(group);
  EXPECT_EQ(inside, alone.groups());
  EXPECT_EQ(inside.size(), 12);
}

TEST(FindNetworks, NamesThemByWhatTheySharedThenBySmallestAccount) {
  Graph graph;
  graph.ring(0, 3);
  graph.ring(10, 3);
  graph.ring(20, 4);
  const std::vector<Network> networks = graph.networks();
  ASSERT_EQ(networks.size(), 3);
  EXPECT_EQ(networks[0].network_id, "n1");
  EXPECT_EQ(networks[0].members.front(), 20);
  EXPECT_EQ(networks[0].shared, 18);
  EXPECT_EQ(networks[1].members.front(), 0);
  EXPECT_EQ(networks[2].members.front(), 10);
}

TEST(FindNetworks, LeavesOutWhatIsSmallerThanMinMembers) {
  Graph graph;
  graph.ring(0, 3);
  graph.ring(10, 4);
  const std::vector<Network> networks = graph.networks({.min_members = 4});
  ASSERT_EQ(networks.size(), 1);
  EXPECT_EQ(networks[0].members.front(), 10);
}

TEST(PlaceMembers, GivesTheSamePlacesInsideTheUnitSquare) {
  for (uint32_t size : {3u, 60u, 200u, 1200u}) {
    Graph graph;
    for (AccountIndex a = 0; a < size; ++a) {
      graph.join(a, (a + 1) % size);
      if (size > 6) graph.join(a, (a + 3) % size);
    }
    std::ranges::sort(graph.pairs, {}, [](const Pair& pair) { return std::pair(pair.a, pair.b); });
    Network network;
    for (AccountIndex a = 0; a < size; ++a) network.members.push_back(a);
    for (uint32_t i = 0; i < graph.pairs.size(); ++i) network.pairs.push_back(i);
    const std::vector<Place> places = place_members(network, graph.pairs, 1),
                             again = place_members(network, graph.pairs, 1);
    ASSERT_EQ(places.size(), size);
    for (size_t i = 0; i < size; ++i) {
      EXPECT_EQ(places[i].x, again[i].x);
      EXPECT_TRUE(places[i].x >= 0 && places[i].x <= 1 && places[i].y >= 0 && places[i].y <= 1);
    }
  }
}

}  // namespace
}  // namespace lockstep
