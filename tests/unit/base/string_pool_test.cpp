#include "lockstep/base/string_pool.h"

#include <gtest/gtest.h>

#include <string>

namespace lockstep {
namespace {

TEST(StringPool, GivesTheSameIndexForTheSameText) {
  StringPool pool;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 5000; ++i) EXPECT_EQ(pool.intern("term " + std::to_string(i)), TermIndex(i));
  EXPECT_EQ(pool[4321], "term 4321");
  EXPECT_EQ(pool.find("term 5000"), no_term);
}

TEST(StringPool, SortsBytewiseAndSaysWhereEachTermWent) {
  StringPool pool;
  for (const char* text : {"b", "", "a\xff", "a"}) pool.intern(text);
  const std::vector<TermIndex> moved = pool.sort();
  EXPECT_EQ(moved, (std::vector<TermIndex>{3, 0, 2, 1}));
  EXPECT_EQ(pool[1], "a");
  EXPECT_EQ(pool.find("a\xff"), 2u);
}

}  // namespace
}  // namespace lockstep
