// Networks found on streams whose truth is known, made in memory: rings that were planted, and reactions that were not.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "lockstep/base/random.h"
#include "lockstep/networks/tested_networks.h"

namespace lockstep {
namespace {

using std::chrono::seconds;

constexpr uint32_t accounts = 2000;

struct Share {
  ObjectIndex object;
  Timestamp time;
  AccountIndex account;
};

// Reposts of posts by unrelated authors over four weeks: each post spreads over hours.
class Stream {
 public:
  explicit Stream(uint64_t seed) : rng_(seed) {
    for (AccountIndex account = 0; account < accounts; ++account) ids_.intern("a" + std::to_string(10'000 + account));
    for (int i = 0; i < 3000; ++i) {
      const ObjectIndex object = new_object();
      const Timestamp begin = any_time();
      for (uint64_t n = 1 + rng_.below(12); n > 0; --n)
        share(object, begin + seconds(int64_t(-9000 * std::log(1 - rng_.uniform()))),
              AccountIndex(rng_.below(accounts)));
    }
  }

  TermIndex new_source() { return table_.names.intern("author " + std::to_string(table_.names.size())); }
  ObjectIndex new_object(TermIndex source) {
    sources_.push_back(source);
    return ObjectIndex(sources_.size() - 1);
  }
  TermIndex source_of(AccountIndex author) { return table_.names.intern(std::string(ids_[author])); }
  ObjectIndex new_object() { return new_object(new_source()); }
  Timestamp any_time() { return Timestamp(seconds(1'700'000'000) + seconds(rng_.below(28 * 86'400))); }
  void share(ObjectIndex object, Timestamp time, AccountIndex account) { shares_.push_back({object, time, account}); }
  // Not in one call: in which order a compiler draws both is its own affair.
  void share_somebody(ObjectIndex object, Timestamp first, uint64_t within_seconds) {
    const auto account = AccountIndex(rng_.below(accounts));
    share(object, first + seconds(rng_.below(within_seconds)), account);
  }
  Rng& rng() { return rng_; }
  void cut(seconds grid) {
    for (Share& each : shares_) each.time = Timestamp(each.time.time_since_epoch() / grid * grid);
    resolution_ = grid;
  }

  NetworkTests test(unsigned threads, bool power = false) {
    std::sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
      return std::tie(a.object, a.time, a.account) < std::tie(b.object, b.time, b.account);
    });
    table_.trace = "co-repost";
    for (const TermIndex source : sources_) table_.objects.push_back({"", table_.names[source]});
    for (const Share& each : shares_) {
      table_.object.push_back(each.object);
      table_.account.push_back(each.account);
      table_.time.push_back(each.time);
      table_.event.push_back(EventIndex(table_.event.size()));
    }
    const TraceTable* const tables[] = {&table_};
    const TouchBook book = make_touch_book(tables, ids_);
    Result<NetworkTests> tests =
        test_networks(book, {.resolution = resolution_, .threads = threads, .power = power}, no_progress());
    EXPECT_TRUE(tests);
    return std::move(*tests);
  }

 private:
  Rng rng_;
  StringPool ids_;
  TraceTable table_;
  std::vector<TermIndex> sources_;
  std::vector<Share> shares_;
  Duration resolution_ = seconds(1);
};

std::set<AccountIndex> members_of(const NetworkTests& tests, NetworkClass network_class) {
  std::set<AccountIndex> members;
  for (const TestedNetwork& network : tests.networks)
    if (network.network_class == network_class)
      for (const TestedMember& member : network.members) members.insert(member.account);
  return members;
}

std::set<AccountIndex> nominated(const NetworkTests& tests) { return members_of(tests, NetworkClass::synchronised); }

// Lognormal, median 40 s, sigma 1.2 (Box and Muller).
seconds reaction(Rng& rng) {
  const double radius = std::sqrt(-2 * std::log(1 - rng.uniform()));
  return seconds(int64_t(40 * std::exp(1.2 * radius * std::cos(6.283185307179586 * rng.uniform()))));
}

// Accounts 0 … 11, twelve posts by unrelated authors, or by one, most of them each time.
template <class Delay>
void act_together(Stream& stream, Delay&& delay, std::optional<TermIndex> source = {}) {
  for (int occasion = 0; occasion < 12; ++occasion) {
    const ObjectIndex object = source ? stream.new_object(*source) : stream.new_object();
    const Timestamp first = stream.any_time();
    for (AccountIndex member = 0; member < 12; ++member)
      if (stream.rng().uniform() < .75) stream.share(object, first + delay(stream.rng()), member);
  }
}

TEST(TestNetworks, FindsAPlantedRingAndNobodyElse) {
  Stream stream(1);
  act_together(stream, [](Rng& rng) { return seconds(rng.below(61)); });
  const std::set<AccountIndex> found = nominated(stream.test(1));
  EXPECT_GE(found.size(), 11u);
  for (const AccountIndex account : found) EXPECT_LT(account, 12u);
}

// A pair meets twice at the best, and a third of five occasions judges nobody.
TEST(TestNetworks, FindsALargeRingThatActsFiveTimes) {
  Stream stream(12);
  for (int occasion = 0; occasion < 5; ++occasion) {
    const ObjectIndex object = stream.new_object();
    const Timestamp first = stream.any_time();
    for (AccountIndex member = 0; member < 60; ++member)
      if (stream.rng().uniform() < .6) stream.share(object, first + seconds(stream.rng().below(61)), member);
  }
  const std::set<AccountIndex> found = nominated(stream.test(1));
  EXPECT_GE(found.size(), 25u);
  for (const AccountIndex account : found) EXPECT_LT(account, 60u);
}

// Who came three times of twelve: one of these finds him, and what is left proves too little by itself.
TEST(TestNetworks, FindsMembersWhoCameThreeTimes) {
  Stream stream(14);
  for (int occasion = 0; occasion < 12; ++occasion) {
    const ObjectIndex object = stream.new_object();
    const Timestamp first = stream.any_time();
    for (AccountIndex member = 0; member < 20; ++member)
      if (stream.rng().uniform() < .7) stream.share(object, first + seconds(stream.rng().below(61)), member);
    for (AccountIndex member = 20; member < 26; ++member)
      if ((occasion + member) % 4 == 0) stream.share(object, first + seconds(stream.rng().below(61)), member);
    for (int strangers = 0; strangers < 12; ++strangers) stream.share_somebody(object, first, 900);
  }
  const NetworkTests tests = stream.test(1);
  const std::set<AccountIndex> found = nominated(tests);
  for (AccountIndex account = 0; account < 26; ++account) EXPECT_TRUE(found.contains(account)) << account;
  EXPECT_EQ(found.size(), 26u);
  ASSERT_EQ(tests.networks.size(), 1u);
  EXPECT_GE(std::ranges::count_if(tests.networks.front().members, &TestedMember::joined), 1);
}

// A ring on posts that a crowd of regulars passes on as well, in its own time: some come near it by chance, again and
// again, and are corrected for.
TEST(TestNetworks, LeavesTheAudienceOfARingAlone) {
  size_t swept = 0, found = 0;
  for (uint64_t seed = 20; seed < 24; ++seed) {
    Stream stream(seed);
    for (int occasion = 0; occasion < 12; ++occasion) {
      const ObjectIndex object = stream.new_object();
      const Timestamp first = stream.any_time();
      for (AccountIndex member = 0; member < 20; ++member)
        if (stream.rng().uniform() < .7) stream.share(object, first + seconds(stream.rng().below(61)), member);
      for (AccountIndex regular = 20; regular < 220; ++regular)
        if (stream.rng().uniform() < .7)
          stream.share(object, first + seconds(int64_t(-3600 * std::log(1 - stream.rng().uniform()))), regular);
    }
    for (const TestedNetwork& network : stream.test(1).networks)
      for (const TestedMember& member : network.members) {
        found += member.account < 20;
        swept += member.account >= 20 && member.joined;
      }
  }
  EXPECT_GE(found, 70u);
  EXPECT_LE(swept, 1u);
}

// Whole minutes know fifteen seconds of a quarter of an hour: none of them is a scheduler's for that.
TEST(TestNetworks, FindsARingWhoseTimesAreWholeMinutes) {
  Stream stream(21);
  act_together(stream, [](Rng& rng) { return seconds(rng.below(61)); });
  stream.cut(seconds(60));
  const std::set<AccountIndex> found = nominated(stream.test(1));
  EXPECT_GE(found.size(), 10u);
  for (const AccountIndex account : found) EXPECT_LT(account, 12u);
}

// Within five minutes everybody is as quick as everybody else.
TEST(TestNetworks, NominatesNobodyWhereTimesDoNotTellAPlanFromAReaction) {
  Stream stream(21);
  act_together(stream, [](Rng& rng) { return seconds(rng.below(61)); });
  stream.cut(seconds(300));
  const NetworkTests tests = stream.test(1, true);
  EXPECT_TRUE(nominated(tests).empty());
  EXPECT_FALSE(tests.networks.empty());
  for (const PowerRow& row : tests.power) EXPECT_FALSE(row.occasions);
}

// Two sessions, each with three posts of five accounts within a few minutes: two occasions, and who is found by them
// cannot be judged by them.
TEST(TestNetworks, JudgesNobodyByTheSessionsThatFoundThem) {
  Stream stream(22);
  for (AccountIndex group = 0; group < 20; ++group)
    for (int session = 0; session < 2; ++session) {
      const Timestamp first = stream.any_time();
      for (int post = 0; post < 3; ++post) {
        const ObjectIndex object = stream.new_object();
        for (AccountIndex member = 0; member < 5; ++member)
          stream.share(object, first + seconds(60 * post + int(member % 3)), 5 * group + member);
      }
    }
  EXPECT_TRUE(stream.test(1).networks.empty());
}

// Friends pass on a post of a ring's in its minute, once: the burst holds both, and each confirms its own members.
TEST(TestNetworks, KeepsFriendsWhoCameOnceOutOfARing) {
  for (uint64_t seed = 30; seed < 34; ++seed) {
    Stream stream(seed);
    act_together(stream, [](Rng& rng) { return seconds(rng.below(61)); });
    for (int occasion = 0; occasion < 24; ++occasion) {
      const ObjectIndex object = stream.new_object();
      const Timestamp first = stream.any_time();
      for (AccountIndex friends = 100; friends < 106; ++friends)
        if (stream.rng().uniform() < .8) stream.share(object, first + reaction(stream.rng()), friends);
    }
    const ObjectIndex both = stream.new_object();
    const Timestamp met = stream.any_time();
    for (AccountIndex member = 0; member < 12; ++member) stream.share(both, met + seconds(member), member);
    for (AccountIndex friends = 100; friends < 106; ++friends) stream.share(both, met + seconds(friends - 90), friends);
    const NetworkTests tests = stream.test(1);
    const std::set<AccountIndex> found = nominated(tests);
    EXPECT_GE(found.size(), 11u) << seed;
    for (const AccountIndex account : found) EXPECT_LT(account, 12u) << seed;
    const std::set<AccountIndex> shown = members_of(tests, NetworkClass::close_circle);
    EXPECT_GE(shown.size(), 4u) << seed;
    for (const AccountIndex account : shown) EXPECT_GE(account, 100u) << seed;
  }
}

// Friends in a hurry: by their delays alone a plan. Half of what they pass on is their own, and who wrote it is missing
// there, so that the posts of others are the better attended ones.
TEST(TestNetworks, LeavesPeopleAloneWhoPassOnEachOthersPosts) {
  for (uint64_t seed = 40; seed < 44; ++seed) {
    Stream stream(seed);
    for (int occasion = 0; occasion < 30; ++occasion) {
      const AccountIndex author = occasion % 2 == 0 ? AccountIndex(occasion / 2 % 6) : accounts;
      const ObjectIndex object = author < accounts ? stream.new_object(stream.source_of(author)) : stream.new_object();
      const Timestamp first = stream.any_time();
      for (AccountIndex friends = 0; friends < 6; ++friends)
        if (author == accounts || (friends != author && (friends + 6 - author) % 6 <= 2))
          stream.share(object, first + seconds(stream.rng().below(61)), friends);
    }
    const NetworkTests tests = stream.test(1);
    EXPECT_TRUE(nominated(tests).empty()) << seed;
    EXPECT_FALSE(tests.networks.empty()) << seed;
  }
}

// Crowds of strangers, each for one minute: as many bursts as a ring has, and nobody comes twice but by chance.
TEST(TestNetworks, LeavesCrowdsAloneThatComeOnce) {
  Stream stream(13);
  for (int crowd = 0; crowd < 20; ++crowd) {
    const ObjectIndex object = stream.new_object();
    const Timestamp first = stream.any_time();
    for (int k = 0; k < 60; ++k) stream.share_somebody(object, first, 61);
  }
  EXPECT_TRUE(nominated(stream.test(1)).empty());
}

TEST(TestNetworks, NominatesNobodyWhereNothingIsPlanted) {
  for (uint64_t seed = 2; seed < 6; ++seed) EXPECT_TRUE(nominated(Stream(seed).test(1)).empty()) << seed;
}

TEST(TestNetworks, LeavesPeopleAloneWhoReactToEachOther) {
  for (uint64_t seed = 6; seed < 10; ++seed) {
    Stream stream(seed);
    act_together(stream, reaction);
    const NetworkTests tests = stream.test(1);
    EXPECT_TRUE(nominated(tests).empty()) << seed;
  }
}

TEST(TestNetworks, LeavesAnIdolsFansAlone) {
  Stream stream(10);
  const TermIndex idol = stream.new_source();
  for (int post = 0; post < 100; ++post) {  // most of thirty fans repost each of the idol's posts within a minute
    const ObjectIndex object = stream.new_object(idol);
    const Timestamp posted = stream.any_time();
    for (AccountIndex fan = 0; fan < 30; ++fan)
      if (stream.rng().uniform() < .7) stream.share(object, posted + seconds(stream.rng().below(61)), fan);
  }
  EXPECT_TRUE(nominated(stream.test(1)).empty());
}

// Nobody else passes its posts on, so that the source's other posts say of chance what the ring does.
TEST(TestNetworks, ShowsARingThatOneSourceCarriesAndNominatesNobody) {
  Stream stream(15);
  act_together(
      stream, [](Rng& rng) { return seconds(rng.below(61)); }, stream.new_source());
  const NetworkTests tests = stream.test(1);
  EXPECT_TRUE(nominated(tests).empty());
  const std::set<AccountIndex> found = members_of(tests, NetworkClass::closed_ring);
  EXPECT_GE(found.size(), 11u);
  for (const AccountIndex account : found) EXPECT_LT(account, 12u);
  ASSERT_EQ(tests.networks.size(), 1u);
  EXPECT_TRUE(tests.networks.front().far_beyond_chance());
  EXPECT_GT(tests.ranking.front().score, 50);
}

TEST(TestNetworks, LeavesThoseAloneWhoAreToldWheneverASourcePosts) {
  for (uint64_t seed = 16; seed < 20; ++seed) {
    Stream stream(seed);
    act_together(stream, reaction, stream.new_source());
    const NetworkTests tests = stream.test(1);
    EXPECT_TRUE(nominated(tests).empty()) << seed;
    EXPECT_TRUE(members_of(tests, NetworkClass::closed_ring).empty()) << seed;
  }
}

TEST(TestNetworks, GivesTheSameAnswerForAnyNumberOfThreads) {
  Stream one(11), three(11);
  for (Stream* stream : {&one, &three}) act_together(*stream, [](Rng& rng) { return seconds(rng.below(61)); });
  const NetworkTests a = one.test(1, true), b = three.test(3, true);
  ASSERT_EQ(a.power.size(), b.power.size());
  for (size_t i = 0; i < a.power.size(); ++i) EXPECT_EQ(a.power[i].occasions, b.power[i].occasions);
  ASSERT_EQ(a.networks.size(), b.networks.size());
  for (size_t i = 0; i < a.networks.size(); ++i) {
    EXPECT_EQ(a.networks[i].p_value, b.networks[i].p_value);
    ASSERT_EQ(a.networks[i].members.size(), b.networks[i].members.size());
    for (size_t m = 0; m < a.networks[i].members.size(); ++m) {
      EXPECT_EQ(a.networks[i].members[m].account, b.networks[i].members[m].account);
      EXPECT_EQ(a.networks[i].members[m].q_value, b.networks[i].members[m].q_value);
    }
  }
}

}  // namespace
}  // namespace lockstep
