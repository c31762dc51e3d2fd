#include "lockstep/networks/declared_automation.h"

#include <gtest/gtest.h>

#include <string>

#include "lockstep/base/random.h"

namespace lockstep {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// Forty posts each: by the clock or at any time, by a client or by hand.
struct Stream {
  EventTable events;
  Rng rng{7};

  Stream() { events.value_begin.push_back(0); }
  void add(const std::string& id, bool by_the_clock, const std::string& client) {
    const AccountIndex account = events.accounts.intern(id);
    for (int post = 0; post < 40; ++post) {
      const int64_t second =
          by_the_clock ? 900 * (1 + 7 * post) + 60 + int64_t(rng.below(20)) : int64_t(rng.below(14 * 86'400));
      events.time.emplace_back(seconds(1'700'000'100 + second));
      events.account.push_back(account);
      events.kind.push_back(EventKind::post);
      if (!client.empty()) events.values.push_back({Field::client, events.terms.intern(client)});
      events.value_begin.push_back(uint32_t(events.values.size()));
    }
  }
};

TEST(DeclaredAutomation, NeedsTheRhythmAndTheWords) {
  Stream stream;
  stream.add("both", true, "Harbour RSS");
  stream.add("words only", false, "Harbour RSS");
  stream.add("rhythm only", true, "App");
  stream.add("nothing said", true, "");
  EXPECT_EQ(declared_automation(stream.events, Duration(seconds(1))), (std::vector<uint8_t>{1, 0, 0, 0}));
}

TEST(DeclaredAutomation, ReadsTheNamesOfTheAccount) {
  Stream stream;
  stream.add("handle", true, "");
  stream.add("display name", true, "");
  AccountSnapshot by_handle, by_name;
  by_handle.handle = "FerryBot";
  by_name.display_name = "Tides (automated)";
  stream.events.snapshots = {by_handle, by_name};
  EXPECT_EQ(declared_automation(stream.events, Duration(seconds(1))), (std::vector<uint8_t>{1, 1}));
}

TEST(DeclaredAutomation, FindsNoRhythmInTimesThatAreCoarse) {
  Stream stream;
  stream.add("both", true, "Harbour RSS");
  EXPECT_TRUE(declared_automation(stream.events, Duration(minutes(15))).empty());
}

TEST(DeclaredAutomation, IsNotReadIntoPartsOfWords) {
  for (const char* name : {"bot", "WeatherBot", "harbour_bot", "dlvr.it", "CrossPost", "IFTTT", "tide-rss"})
    EXPECT_TRUE(names_automation(name)) << name;
  for (const char* name : {"", "Abbot", "Feedback", "botany", "Robots of art", "Autohaus", "App"})
    EXPECT_FALSE(names_automation(name)) << name;
}

TEST(DeclaredAutomation, PhaseIsKeptWhollyOrNotAtAll) {
  std::vector<Timestamp> same, around;
  for (int k = 0; k < 60; ++k) {
    same.emplace_back(minutes(60 * k + 3));
    around.emplace_back(minutes(61 * k));
  }
  EXPECT_NEAR(keeping_of_phase(same, minutes(60)), 1, 1e-12);
  EXPECT_NEAR(keeping_of_phase(around, minutes(60)), 0, 1e-12);
}

}  // namespace
}  // namespace lockstep
