#include "lockstep/traces/normal_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lockstep {
namespace {

TEST(NormalText, StripsLinksAndMentions) {
  EXPECT_EQ(normal_text("Bread http://x.test/a?b=1, and @baker_1: more"), "bread and : more");
  EXPECT_EQ(normal_text("see WWW.x.test pic.twitter.com/abc t.co/x but not part.co/x"), "see but not part.co/x");
  EXPECT_EQ(normal_text("@a@b.example @c.d.example. done"), ". done");
  EXPECT_EQ(normal_text("mail baker@x.example now"), "mail baker@x.example now");
  EXPECT_EQ(normal_text("a @ b"), "a @ b");
  EXPECT_EQ(normal_text("@baker今天 https://t.co/abc明天"), "今天 明天");
  EXPECT_EQ(normal_text("cut https://t.co/a… off"), "cut off");
}

TEST(NormalText, EvensOutCaseSpellingAndInvisibleCharacters) {
  EXPECT_EQ(normal_text("  Two\t\n lines\xC2\xA0here "), "two lines here");
  EXPECT_EQ(normal_text("STRASSE Straße ＦＵＬＬ ﬁn"), "strasse strasse full fin");
  EXPECT_EQ(normal_text("zero\xE2\x80\x8Bwidth\xEF\xB8\x8F"), "zerowidth");
  EXPECT_EQ(normal_text("e\xCC\x81"), normal_text("\xC3\x89"));
  EXPECT_EQ(normal_text(""), "");
}

TEST(SaysEnough, CountsLettersAndDigits) {
  EXPECT_FALSE(says_enough("good morning! 🙂🙂🙂🙂🙂🙂🙂🙂"));
  EXPECT_TRUE(says_enough("the ferry leaves at 12.30"));
  EXPECT_FALSE(says_enough("早上好早上好"));
  EXPECT_TRUE(says_enough("早上好早上好早"));
}

RC_GTEST_PROP(CollapseBlanks, LeavesNoBlankAtTheEndsOrTwoInARow, (std::string text)) {
  for (char& c : text) c = " ab\t"[static_cast<unsigned char>(c) % 4];
  const std::string collapsed = collapse_blanks(text);
  RC_ASSERT(collapsed.find("  ") == std::string::npos && collapsed.find('\t') == std::string::npos);
  RC_ASSERT(!collapsed.starts_with(' ') && !collapsed.ends_with(' '));
}

}  // namespace
}  // namespace lockstep
