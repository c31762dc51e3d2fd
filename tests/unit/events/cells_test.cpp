#include "lockstep/events/cells.h"

#include <gtest/gtest.h>

#include "lockstep/events/glob.h"

namespace lockstep {
namespace {

using Items = std::vector<std::string>;

Items split(std::string_view cell, ListStyle style) {
  ListSplitter splitter;
  splitter.split(cell, style);
  return {splitter.items().begin(), splitter.items().end()};
}

TEST(SplitList, ReadsListsAsPythonPrintsThem) {
  EXPECT_EQ(split("['a', 'b']", ListStyle::python), (Items{"a", "b"}));
  EXPECT_EQ(split("[]", ListStyle::python), Items{});
  EXPECT_EQ(split("", ListStyle::python), Items{});
  EXPECT_EQ(split(R"(['it\'s', "it's", 'a, b'])", ListStyle::python), (Items{"it's", "it's", "a, b"}));
  EXPECT_EQ(split("[a, b]", ListStyle::python), (Items{"a", "b"}));
  EXPECT_EQ(split("[http://a.example/x,y, http://b.example]", ListStyle::python),
            (Items{"http://a.example/x,y", "http://b.example"}));
  EXPECT_EQ(split("['unclosed", ListStyle::python), (Items{"['unclosed"}));
}

TEST(SplitList, TellsAnyListByTheCell) {
  EXPECT_EQ(split("a b", ListStyle::any), (Items{"a", "b"}));
  EXPECT_EQ(split("a, b,c", ListStyle::any), (Items{"a", "b", "c"}));
  EXPECT_EQ(split("a|b;c", ListStyle::any), (Items{"a", "b", "c"}));
  EXPECT_EQ(split("['a']", ListStyle::any), (Items{"a"}));
  EXPECT_EQ(split("https://a.example/x,y https://b.example", ListStyle::any),
            (Items{"https://a.example/x,y", "https://b.example"}));
  EXPECT_EQ(split("https://a.example,https://b.example", ListStyle::any),
            (Items{"https://a.example", "https://b.example"}));
  EXPECT_EQ(split("a\x1f b c", ListStyle::any), (Items{"a", "b c"}));
  EXPECT_EQ(split("NA", ListStyle::any), Items{});
}

TEST(IsDamagedId, TellsRoundedNumbersFromIdentifiers) {
  for (const char* damaged : {"1.01421E+18", "1E+18", "9.06e+17", "1,01421E+18", "1.3E+5"})
    EXPECT_TRUE(is_damaged_id(damaged)) << damaged;
  for (const char* sound :
       {"101421", "12e45", "1E+9ab=", "E+18", "1.5", "1.01421E18", "a1.0E+18", "+E+1", "1.E+18", ""})
    EXPECT_FALSE(is_damaged_id(sound)) << sound;
}

TEST(MatchesGlob, KnowsStarsAndQuestionMarks) {
  EXPECT_TRUE(matches_glob("https://port.example/a/b", "https://port.example/*"));
  EXPECT_TRUE(matches_glob("abcabd", "*ab?"));
  EXPECT_TRUE(matches_glob("", "*"));
  EXPECT_TRUE(matches_glob("abc", "a*b*c*"));
  EXPECT_FALSE(matches_glob("abc", "a*d"));
  EXPECT_FALSE(matches_glob("abc", "ab"));
  EXPECT_FALSE(matches_glob("", "?"));
}

}  // namespace
}  // namespace lockstep
