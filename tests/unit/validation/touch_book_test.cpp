#include "lockstep/validation/touch_book.h"

#include <gtest/gtest.h>

#include "tests/unit/traces/made_up_events.h"

namespace lockstep {
namespace {

// The link x, the link y that one account alone shared, the link z, and a text that stands beside z.
TEST(MakeTouchBook, HoldsWhatTwoAccountsTouchedAndJoinsItByPosts) {
  const std::string says = "the ferry to the island leaves at noon on all days of the week";
  const EventTable events = made_up_events({{"a", 1, {{Field::urls, "http://n.test/x"}}},
                                            {"a", 2, {{Field::urls, "http://m.test/y"}}},
                                            {"b", 3, {{Field::urls, "http://n.test/x"}}},
                                            {"b", 4, {{Field::urls, "http://n.test/z"}, {Field::text, says}}},
                                            {"c", 5, {{Field::urls, "http://n.test/z"}}},
                                            {"c", 6, {{Field::text, says}}}});
  std::vector<TraceTable> tables;
  for (const char* trace : {"co-link", "co-text"})
    tables.push_back(std::move(*collect_touches(*trace_named(trace), events, {})));
  const TraceTable* const both[] = {&tables[0], &tables[1]};
  const TouchBook book = make_touch_book(both, events.accounts);
  ASSERT_EQ(book.objects(), 3u);
  EXPECT_EQ(book.trace, (std::vector<uint8_t>{0, 0, 1}));
  EXPECT_EQ(book.own_index, (std::vector<ObjectIndex>{0, 1, 0}));
  EXPECT_EQ(book.sources, 1u);
  EXPECT_EQ(book.source, (std::vector<uint32_t>{0, 0, TouchBook::no_source}));
  EXPECT_EQ(book.context[0], book.context[1]);
  EXPECT_NE(book.context[1], book.context[2]);
  EXPECT_EQ(book.part[1], book.part[2]);
  EXPECT_EQ(book.touches.account, (std::vector<AccountIndex>{0, 1, 1, 2, 1, 2}));
  EXPECT_EQ(book.touches_of(1).size(), 3u);
  for (size_t t = 0; t < tables.size(); ++t) {
    keep_shared_objects(tables[t]);
    for (ObjectIndex object = 0; object < book.objects(); ++object)
      if (book.trace[object] == t) {
        const size_t first = book.object_begin[object];
        EXPECT_EQ(
            tables[t]
                .event[size_t(std::ranges::find(tables[t].object, book.own_index[object]) - tables[t].object.begin())],
            book.touches.event[first]);
      }
  }
}

// Links x, y and z of two sites; without b's touches, x and z are left with two, y with one.
TEST(Narrowed, KeepsObjectsThatEnoughAreLeftOfAndTheirNumbers) {
  const EventTable events = made_up_events({{"a", 1, {{Field::urls, "http://n.test/x"}}},
                                            {"b", 2, {{Field::urls, "http://n.test/x"}}},
                                            {"c", 3, {{Field::urls, "http://n.test/x"}}},
                                            {"a", 4, {{Field::urls, "http://m.test/y"}}},
                                            {"b", 5, {{Field::urls, "http://m.test/y"}}},
                                            {"b", 6, {{Field::urls, "http://n.test/z"}}},
                                            {"c", 7, {{Field::urls, "http://n.test/z"}}},
                                            {"a", 8, {{Field::urls, "http://n.test/z"}}}});
  const TraceTable links = std::move(*collect_touches(*trace_named("co-link"), events, {}));
  const TraceTable* const tables[] = {&links};
  const TouchBook whole = make_touch_book(tables, events.accounts);
  ASSERT_EQ(whole.objects(), 3u);
  std::vector<uint8_t> kept;
  for (const AccountIndex account : whole.touches.account) kept.push_back(account != 1);
  const TouchBook left = narrowed(whole, kept, 2);
  ASSERT_EQ(left.objects(), 2u);
  EXPECT_EQ(left.touches.account, (std::vector<AccountIndex>{0, 2, 2, 0}));
  EXPECT_EQ(left.touches.object, (std::vector<ObjectIndex>{0, 0, 1, 1}));
  EXPECT_EQ(left.object_begin, (std::vector<TouchIndex>{0, 2, 4}));
  EXPECT_EQ(left.own_index, (std::vector<ObjectIndex>{0, 2}));
  EXPECT_EQ(left.context[0], left.context[1]);
  EXPECT_EQ(left.source, (std::vector<uint32_t>{0, 0}));
  EXPECT_EQ(left.sources, 1u);
  EXPECT_EQ(left.part, (std::vector<uint8_t>{whole.part[0], whole.part[2]}));
  EXPECT_EQ(left.accounts(), whole.accounts());
  EXPECT_EQ(left.touches_of(0).size(), 2u);
  EXPECT_EQ(left.touches_of(1).size(), 0u);
  const std::vector<uint8_t> all(whole.touches.size(), 1);
  EXPECT_EQ(narrowed(whole, all, 2).account_touch, whole.account_touch);
}

}  // namespace
}  // namespace lockstep
