#include <gtest/gtest.h>

#include "lockstep/events/events.h"
#include "tests/unit/traces/made_up_events.h"

namespace lockstep {
namespace {

TEST(ForgetAllBut, KeepsWhatIsWantedOfEachEventAndNoOtherText) {
  EventTable events = made_up_events(
      {{"a", 1, {{Field::text, "ferry"}, {Field::client, "App"}}, EventKind::post, "p1"},
       {"b", 2, {{Field::text, "bakery"}, {Field::hashtags, "x"}, {Field::client, "App"}}, EventKind::post, "p2"}});
  forget_all_but({.of_all = {Field::client}, .shown = {false, true}, .of_shown = {Field::text}}, events);
  EXPECT_EQ(events.post_id[0], no_term);
  EXPECT_EQ(events.value_of(0, Field::text), no_term);
  EXPECT_EQ(events.terms[events.value_of(0, Field::client)], "App");
  EXPECT_EQ(events.terms[events.post_id[1]], "p2");
  EXPECT_EQ(events.terms[events.value_of(1, Field::text)], "bakery");
  EXPECT_EQ(events.value_of(1, Field::hashtags), no_term);
  EXPECT_EQ(events.terms[events.value_of(1, Field::client)], "App");
  EXPECT_EQ(events.terms.size(), 3u);
}

}  // namespace
}  // namespace lockstep
