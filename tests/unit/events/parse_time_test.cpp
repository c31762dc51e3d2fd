#include "lockstep/events/parse_time.h"

#include <gtest/gtest.h>

#include "lockstep/base/time.h"

namespace lockstep {
namespace {

std::string read(std::string_view text) {
  const std::optional<TimeCell> cell = parse_time(text);
  return cell ? format_time(Timestamp(Duration(cell->micros))) : "no time";
}

TEST(ParseTime, ReadsEveryFormThatItNames) {
  EXPECT_EQ(read("2021-02-23T10:00:00Z"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("2021-02-23T10:00:00.250Z"), "2021-02-23T10:00:00.25Z");
  EXPECT_EQ(read("2021-02-23T10:00:00.123456789+02:00"), "2021-02-23T08:00:00.123456Z");
  EXPECT_EQ(read("2021-02-23T10:00:00-0530"), "2021-02-23T15:30:00Z");
  EXPECT_EQ(read("2021-02-23 10:00:00+00"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("2021-02-23 10:00:00 UTC"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("2021-02-23 10:00:05"), "2021-02-23T10:00:05Z");
  EXPECT_EQ(read("2021-02-23 10:00"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("2021-02-23"), "2021-02-23T00:00:00Z");
  EXPECT_EQ(read("2021/2/3 9:05"), "2021-02-03T09:05:00Z");
  EXPECT_EQ(read("Fri Sep 18 18:36:15 +0000 2020"), "2020-09-18T18:36:15Z");
  EXPECT_EQ(read("Fri Sep 18 18:36:15 +0530 2020"), "2020-09-18T13:06:15Z");
  EXPECT_EQ(read("23.2.2021 10:00"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("3.2.2021"), "2021-02-03T00:00:00Z");
  EXPECT_EQ(read("2/23/2021 10:00 PM"), "2021-02-23T22:00:00Z");
  EXPECT_EQ(read("2/23/2021 12:05 AM"), "2021-02-23T00:05:00Z");
  EXPECT_EQ(read("23-02-2021 10:00"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("  1614074400 "), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("1614074400.25"), "2021-02-23T10:00:00.25Z");
  EXPECT_EQ(read("1614074400.0"), "2021-02-23T10:00:00Z");
  EXPECT_EQ(read("1614074400250"), "2021-02-23T10:00:00.25Z");
  EXPECT_EQ(read("1614074400250000"), "2021-02-23T10:00:00.25Z");
  EXPECT_EQ(read("1614074400250000000"), "2021-02-23T10:00:00.25Z");
}

TEST(ParseTime, LeavesOutAnAmbiguousDateThatItsZoneMovesToAnotherDay) {
  EXPECT_EQ(parse_time("1-2-2002 12:00 +0330")->form, TimeCell::Form::ambiguous_date);
  EXPECT_FALSE(parse_time("1-2-2002 01:00 +0330"));
  EXPECT_EQ(read("13-2-2002 01:00 +0330"), "2002-02-12T21:30:00Z");
}

TEST(ParseTime, HoldsTheEdgesOfTheCalendar) {
  EXPECT_EQ(read("0"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(read("-1"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(read("1970-01-01T00:00:00Z"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(read("2200-12-31T23:59:59Z"), "2200-12-31T23:59:59Z");
  EXPECT_EQ(read("7289654399"), "2200-12-31T23:59:59Z");
  EXPECT_EQ(read("2000-02-29"), "2000-02-29T00:00:00Z");
  EXPECT_EQ(read("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00Z");
  EXPECT_EQ(read("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z");
  EXPECT_EQ(parse_time("-62135596800")->micros, earliest_micros);
  EXPECT_FALSE(parse_time("-62135596801"));
}

TEST(ParseTime, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           " ",
                           "soon",
                           "31/02/2021 10:00",
                           "13/13/2021",
                           "2021-02-30",
                           "1900-02-29",
                           "2021-02-23T25:00",
                           "2021-02-23T10",
                           "2021-02-23 10:60",
                           "2021-13-01",
                           "0000-01-01",
                           "10000-01-01",
                           "0001-01-01T00:00:00+01:00",
                           "1.2e9",
                           "1614074400s",
                           "12345678901234567890",
                           "-",
                           "--5",
                           "2021-02-23T10:00:00 CEST",
                           "Fri Foo 18 18:36:15 +0000 2020",
                           "Fri Sep 31 18:36:15 +0000 2020",
                           "10:00",
                           "2/23/21",
                           "2021-02-23T10:00:00+",
                           "2021-02-23T10:00:00.Z"})
    EXPECT_EQ(read(text), "no time") << text;
}

TEST(ParseTime, LeavesOpenWhatTheCellDoesNotDecide) {
  using Form = TimeCell::Form;
  EXPECT_EQ(parse_time("7/3/2018")->form, Form::ambiguous_date);
  EXPECT_EQ(parse_time("7/7/2018")->form, Form::instant);
  EXPECT_EQ(parse_time("13/3/2018")->form, Form::day_first);
  EXPECT_EQ(parse_time("3/13/2018")->form, Form::month_first);
  EXPECT_EQ(parse_time("7.3.2018")->form, Form::instant);
  EXPECT_EQ(parse_time("1614074400")->form, Form::seconds);
  EXPECT_EQ(parse_time("1614074400250")->form, Form::milliseconds);
  const int64_t july = swap_day_and_month(parse_time("7/3/2018 10:05")->micros);
  EXPECT_EQ(format_time(Timestamp(Duration(july))), "2018-07-03T10:05:00Z");
  EXPECT_TRUE(parse_time("2021-02-23 10:00")->zone_missing);
  EXPECT_FALSE(parse_time("1614074400")->zone_missing);
}

}  // namespace
}  // namespace lockstep
