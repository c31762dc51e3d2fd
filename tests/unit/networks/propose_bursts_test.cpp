// Bursts, and what may judge them, beside a slow twin that looks at every touch.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "lockstep/base/random.h"
#include "lockstep/networks/propose.h"

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct Table {
  StringPool ids;
  TraceTable touches;
  TouchBook book;
};

// Objects of a few authors, of one to forty touches in ten minutes.
void draw(uint64_t seed, Table& table) {
  Rng rng(seed);
  for (int account = 0; account < 200; ++account) table.ids.intern("a" + std::to_string(1000 + account));
  std::vector<std::tuple<ObjectIndex, Timestamp, AccountIndex>> rows;
  std::vector<TermIndex> sources;
  for (ObjectIndex object = 0; object < 60; ++object) {
    sources.push_back(table.touches.names.intern("author " + std::to_string(rng.below(25))));
    for (uint64_t n = 1 + rng.below(40); n > 0; --n)
      rows.emplace_back(object, Timestamp(seconds(1'700'000'000 + 90'000 * object + rng.below(600))),
                        AccountIndex(rng.below(200)));
  }
  std::sort(rows.begin(), rows.end());
  table.touches.trace = "co-repost";
  for (const TermIndex source : sources) table.touches.objects.push_back({"", table.touches.names[source]});
  for (const auto& [object, time, account] : rows) {
    table.touches.object.push_back(object);
    table.touches.time.push_back(time);
    table.touches.account.push_back(account);
    table.touches.event.push_back(EventIndex(table.touches.event.size()));
  }
  const TraceTable* const tables[] = {&table.touches};
  table.book = make_touch_book(tables, table.ids);
  std::fill(table.book.on_grid.begin(), table.book.on_grid.end(), uint8_t(0));
}

// Of each context the most accounts within the window of some touch, looked for one touch at a time.
std::map<uint32_t, size_t> largest_by_context(const TouchBook& book, Duration window) {
  std::map<uint32_t, size_t> largest;
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    for (TouchIndex centre = book.object_begin[object]; centre < book.object_begin[object + 1]; ++centre) {
      size_t near = 0;
      for (TouchIndex touch = book.object_begin[object]; touch < book.object_begin[object + 1]; ++touch)
        near += std::chrono::abs(book.touches.time[touch] - book.touches.time[centre]) <= window;
      if (near >= least_burst) largest[book.context[object]] = std::max(largest[book.context[object]], near);
    }
  return largest;
}

TEST(ProposeBursts, FindsTheLargestOfEachContext) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Table table;
    draw(seed, table);
    const Duration window = seconds(60);
    std::map<uint32_t, size_t> found;
    for (const Proposal& proposal : propose_bursts(table.book, window)) {
      EXPECT_TRUE(found.emplace(proposal.looked_at.burst->context, proposal.members.size()).second);
      EXPECT_TRUE(std::is_sorted(proposal.members.begin(), proposal.members.end()));
    }
    EXPECT_EQ(found, largest_by_context(table.book, window)) << seed;
  }
}

TEST(Judges, LeavesOutWhatWasLookedAt) {
  Table table;
  draw(1, table);
  const TouchBook& book = table.book;
  GroupObject object{.object = 0, .centre = Timestamp(seconds(1'700'000'000)), .touches = {}};
  const auto judges = [&](const LookedAt& looked_at) { return Judges(book, {}, looked_at)(object); };
  EXPECT_TRUE(judges({}));
  EXPECT_FALSE(judges({.parts = PartSet(1u << book.part[0])}));
  EXPECT_TRUE(judges({.parts = PartSet(all_parts & ~(1u << book.part[0]))}));
  // It lies within six hours of an occasion of the part that was looked at.
  ObjectIndex elsewhere = 0;
  while (book.part[elsewhere] == book.part[0]) ++elsewhere;
  for (const auto& [away, judging] : {std::pair(hours(6), false), std::pair(hours(7), true)}) {
    const GroupObject seen{
        .object = elsewhere, .centre = object.centre - away, .touches = {}, .together = 2, .attended = 2};
    EXPECT_EQ(Judges(book, std::span(&seen, 1), {.parts = PartSet(1u << book.part[elsewhere])})(object), judging);
  }
  const uint32_t another = book.context[0] + 1;
  EXPECT_FALSE(judges({.burst = Burst{1, book.context[0], object.centre + hours(24)}}));
  EXPECT_FALSE(judges({.burst = Burst{1, another, object.centre + hours(6)}}));
  EXPECT_TRUE(judges({.burst = Burst{1, another, object.centre + hours(6) + seconds(1)}}));
  EXPECT_TRUE(judges({.burst = Burst{1, another, object.centre - hours(7)}}));
}

// Two members touched it by posts that stand in another part as well; one alone would not matter.
TEST(Judges, LeavesOutWhatPostsThatWereLookedAtTouch) {
  Table table;
  draw(1, table);
  GroupObject object{.object = 0, .centre = Timestamp(seconds(1'700'000'000)), .touches = {}};
  const LookedAt others{.parts = PartSet(all_parts & ~(1u << table.book.part[0]))};
  object.touches = {0, 1};
  EXPECT_TRUE(Judges(table.book, {}, others)(object));
  std::fill(table.book.post_parts.begin(), table.book.post_parts.end(), all_parts);
  EXPECT_FALSE(Judges(table.book, {}, others)(object));
  object.touches = {0};
  EXPECT_TRUE(Judges(table.book, {}, others)(object));
}

}  // namespace
}  // namespace lockstep
