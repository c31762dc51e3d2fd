#include "lockstep/base/string_pool.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace lockstep {
namespace {

TEST(StringPool, GivesTheSameIndexForTheSameText) {
  StringPool pool;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 5000; ++i) EXPECT_EQ(pool.intern("term " + std::to_string(i)), TermIndex(i));
  EXPECT_EQ(pool[4321], "term 4321");
  EXPECT_EQ(pool.find("term 5000"), no_term);
}

// Texts that differ by one byte at any place, of every length and form that a slot keeps in its own way.
TEST(StringPool, TellsTextsApartOfWhateverLengthTheyAre) {
  std::vector<std::string> texts{"", std::string(1, '\0'), std::string(2, '\0')};
  for (size_t length = 1; length <= 40; ++length)
    for (const std::string& filling : {std::string(length, '0'), std::string(length, 'x')}) {
      texts.push_back(filling);
      for (size_t place = 0; place < length; ++place)
        for (char c : {'1', '?', 'p', '\xb0', '\0'}) (texts.emplace_back(filling))[place] = c;
    }
  StringPool one_by_one, at_once;
  std::vector<TermIndex> indices;
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  at_once.intern_all(views, indices);
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(one_by_one.intern(texts[i]), indices[i]);
    EXPECT_EQ(at_once[indices[i]], texts[i]);
    EXPECT_EQ(at_once.find(texts[i]), indices[i]);
  }
  EXPECT_EQ(at_once.size(), std::set<std::string>(texts.begin(), texts.end()).size());
}

TEST(StringPool, SortsBytewiseAndSaysWhereEachTermWent) {
  StringPool pool;
  for (const char* text : {"b", "", "a\xff", "a"}) pool.intern(text);
  const std::vector<TermIndex> moved = pool.sort();
  EXPECT_EQ(moved, (std::vector<TermIndex>{3, 0, 2, 1}));
  EXPECT_EQ(pool[1], "a");
  EXPECT_EQ(pool.find("a\xff"), 2u);
}

TEST(StringPool, KeepsMarkedTermsInTheirOrder) {
  StringPool pool;
  for (const char* text : {"b", "ferry to the island, every day", "", "a"}) pool.intern(text);
  EXPECT_EQ(pool.keep({false, true, true, false}), (std::vector<TermIndex>{no_term, 0, 1, no_term}));
  ASSERT_EQ(pool.size(), 2u);
  EXPECT_EQ(pool[0], "ferry to the island, every day");
  EXPECT_EQ(pool[1], "");
}

}  // namespace
}  // namespace lockstep
