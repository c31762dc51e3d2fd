#include "server/http/target.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace lockstep::server {
namespace {

std::string escaped(const std::string& text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string all;
  for (const char c : text) {
    all += '%';
    all += digits[static_cast<unsigned char>(c) >> 4];
    all += digits[c & 15];
  }
  return all;
}

TEST(ParseTarget, ReadsSegmentsAndParameters) {
  const auto target = parse_target("/a/b%2Fc/?x=1+2&y&x=%C3%A9&&z=a=b");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a", "b/c", ""}));
  EXPECT_EQ(target->query, (Pairs{{"x", "1 2"}, {"y", ""}, {"x", "\u00e9"}, {"z", "a=b"}}));
}

TEST(ParseTarget, RefusesWhatTwoReadersCouldReadDifferently) {
  for (const char* target : {"",           "a",       "*",    "//..",   "/a/../b", "/a/%2e./b", "/a/.",     "/%",
                             "/%4",        "/%4g",    "/%00", "/%1f",   "/%7F",    "/a b",      "/\xff",    "/%c3",
                             "/%ed%a0%80", "/%c0%ae", "/#x",  "/a?x#y", "/a?%",    "/a?x=%0",   "/a?x=%00", "/a?\x01"})
    EXPECT_FALSE(parse_target(target)) << target;
  EXPECT_TRUE(parse_target("/..."));
  EXPECT_TRUE(parse_target("/a?x=line%0Abreak"));
}

TEST(ParseTarget, TakesAtMostTwoHundredParameters) {
  std::string target = "/?a";
  for (int i = 1; i < 200; ++i) target += "&a";
  EXPECT_TRUE(parse_target(target));
  EXPECT_FALSE(parse_target(target + "&a"));
}

RC_GTEST_PROP(ParseTarget, GivesBackWhatWasEscaped, ()) {
  const auto letters = rc::gen::nonEmpty(rc::gen::string<std::string>());
  std::string segment = *letters, value = *letters;
  for (std::string* text : {&segment, &value})
    for (char& c : *text) c = char(0x20 + (static_cast<unsigned char>(c) % 0x5f));
  RC_PRE(segment != "." && segment != "..");
  const auto target = parse_target("/x/" + escaped(segment) + "?v=" + escaped(value));
  RC_ASSERT(target);
  RC_ASSERT(target->segments.at(1) == segment);
  RC_ASSERT(target->query.at(0).second == value);
}

}  // namespace
}  // namespace lockstep::server
