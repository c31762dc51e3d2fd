#include "lockstep/events/resolution.h"

#include <gtest/gtest.h>

#include "lockstep/events/events.h"

namespace lockstep {
namespace {

using namespace std::chrono_literals;

TEST(EffectiveWindow, IsTheLargestMultipleOfTheResolutionWithin) {
  EXPECT_EQ(effective_window(60s, 1s), 60s);
  EXPECT_EQ(effective_window(90s, 60s), 60s);
  EXPECT_EQ(effective_window(60s, 60s), 60s);
  EXPECT_EQ(effective_window(25h, 24h), 24h);
  EXPECT_EQ(effective_window(59s, 60s), std::nullopt);
  EXPECT_EQ(effective_window(0s, 60s), 0s);
}

TEST(FindResolution, NeedsManyTimesOrCoarseWriting) {
  std::vector<Timestamp> times;
  for (int i = 0; i < 7; ++i) times.emplace_back(std::chrono::minutes(i));
  EXPECT_EQ(find_resolution(times, TimeCell::Written::second), 1s);
  EXPECT_EQ(find_resolution(times, TimeCell::Written::minute), 1min);
  times.emplace_back(1h + 9min);
  EXPECT_EQ(find_resolution(times, TimeCell::Written::second), 1min);
  times.emplace_back(1h + 1ms);
  EXPECT_EQ(find_resolution(times, TimeCell::Written::fraction), 1ms);
  times.emplace_back(1us);
  EXPECT_EQ(find_resolution(times, TimeCell::Written::fraction), 1us);
}

TEST(FindResolution, IsTheCoarsestGridThatAllTimesStandOn) {
  const auto of = [](std::initializer_list<std::chrono::seconds> extra) {
    std::vector<Timestamp> times;
    for (int day = 1; day <= 8; ++day) times.emplace_back(24h * day);
    for (std::chrono::seconds each : extra) times.emplace_back(each);
    return find_resolution(times, TimeCell::Written::second);
  };
  EXPECT_EQ(of({}), 24h);
  EXPECT_EQ(of({36h}), 12h);
  EXPECT_EQ(of({36h, 30h}), 6h);
  EXPECT_EQ(of({2h}), 1h);
  EXPECT_EQ(of({90min}), 30min);
  EXPECT_EQ(of({15min}), 15min);
  EXPECT_EQ(of({20min}), 10min);
  EXPECT_EQ(of({15min, 10min}), 5min);  // 10 min divides one of them, 15 min the other
  EXPECT_EQ(of({-10min}), 10min);
  EXPECT_EQ(of({4min}), 1min);
  EXPECT_EQ(of({20s}), 10s);
  EXPECT_EQ(of({5s}), 5s);
  EXPECT_EQ(of({4s}), 1s);
}

}  // namespace
}  // namespace lockstep
