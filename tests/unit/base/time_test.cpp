#include "lockstep/base/time.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

using namespace std::chrono_literals;

TEST(FormatTime, WritesAFractionOnlyWhereThereIsOne) {
  EXPECT_EQ(format_time(Timestamp(1614074400s)), "2021-02-23T10:00:00Z");
  EXPECT_EQ(format_time(Timestamp(1614074400s + 250ms)), "2021-02-23T10:00:00.25Z");
  EXPECT_EQ(format_time(Timestamp(-1s)), "1969-12-31T23:59:59Z");
}

TEST(ParseDuration, ReadsNumbersWithUnits) {
  EXPECT_EQ(*parse_duration("60 s", "--window"), 60s);
  EXPECT_EQ(*parse_duration("10 min", "--window"), 10min);
  EXPECT_EQ(*parse_duration("0", "--window"), 0s);
  EXPECT_EQ(*parse_duration("0.25s", "--window"), 250ms);
}

TEST(ParseDuration, RefusesWhatIsNoSpan) {
  for (const char* text : {"", "-5s", "soon", "10 fortnights", "1e9h", "99999d", "nan"})
    EXPECT_FALSE(parse_duration(text, "--window")) << text;
}

TEST(FormatDuration, IsReadBackExactly) {
  for (Duration span : {Duration(0), Duration(1), Duration(250ms), Duration(60s), Duration(10min), Duration(1h)})
    EXPECT_EQ(*parse_duration(format_duration(span), ""), span);
  EXPECT_EQ(format_duration(60s), "60 s");
  EXPECT_EQ(format_duration(600s), "10 min");
}

}  // namespace
}  // namespace lockstep
