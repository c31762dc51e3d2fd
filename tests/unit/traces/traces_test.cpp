#include "lockstep/traces/traces.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/traces/made_up_events.h"

namespace lockstep {
namespace {

// "object [source] <- account@seconds …" a line, in the table's order.
std::string described(const TraceTable& table, const EventTable& events) {
  std::string text;
  for (size_t i = 0; i < table.size(); ++i) {
    if (i == 0 || table.object[i] != table.object[i - 1]) {
      const Object& object = table.objects[table.object[i]];
      text += (i == 0 ? "" : "\n") + std::string(object.name);
      if (!object.source.empty()) text.append(" [").append(object.source).append("]");
      text += " <-";
    }
    const auto seconds_since_1970 = table.time[i].time_since_epoch().count() / 1000000;
    text.append(" ").append(events.accounts[table.account[i]]).append("@").append(std::to_string(seconds_since_1970));
  }
  return text;
}

std::string touches_of(std::string_view trace, const EventTable& events, unsigned threads = 1) {
  const Result<TraceTable> table = collect_touches(*trace_named(trace), events, {.threads = threads});
  return table ? described(*table, events) : to_string(table.error());
}

std::string touches_of(std::string_view trace, const std::vector<MadeUpEvent>& events) {
  return touches_of(trace, canonical_events(events));
}

TEST(AllTraces, AreKnownByTheirNames) {
  for (const TraceDefinition& trace : all_traces()) EXPECT_EQ(trace_named(trace.name), &trace);
  EXPECT_EQ(trace_named("co-nothing"), nullptr);
  EXPECT_EQ(all_traces().size(), 10u);
}

TEST(TracesAllowedBy, AreThoseWhoseFieldsHaveValues) {
  const EventTable events = made_up_events({{"a", 1, {{Field::urls, "x.test"}}}, {"b", 2, {{Field::hashtags, "x"}}}});
  std::vector<std::string_view> names;
  for (const TraceDefinition* trace : traces_allowed_by(events)) names.push_back(trace->name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"co-link", "co-hashtag-sequence", "co-hashtag", "co-domain"}));
}

TEST(KeepSharedObjects, LeavesOutWhatOneAccountAloneTouched) {
  const EventTable events =
      made_up_events({{"a", 1, {{Field::reply_to_post_id, "p"}, {Field::reply_to_account_id, "h"}}},
                      {"a", 2, {{Field::reply_to_post_id, "q"}, {Field::reply_to_account_id, "i"}}},
                      {"a", 3, {{Field::reply_to_post_id, "p"}, {Field::reply_to_account_id, "h"}}},
                      {"a", 4, {{Field::reply_to_post_id, "q"}, {Field::reply_to_account_id, "i"}}},
                      {"b", 5, {{Field::reply_to_post_id, "r"}}},
                      {"b", 6, {{Field::reply_to_post_id, "p"}, {Field::reply_to_account_id, "h"}}},
                      {"c", 7, {{Field::reply_to_post_id, "r"}}}});
  TraceTable table = std::move(*collect_touches(*trace_named("co-reply"), events, {}));
  keep_shared_objects(table);
  EXPECT_EQ(described(table, events), "p [h] <- a@1 a@3 b@6\nr <- b@5 c@7");
  EXPECT_EQ(table.event, (std::vector<EventIndex>{0, 2, 5, 4, 6}));
  EXPECT_EQ(table.objects.size(), 2u);
  EXPECT_EQ(table.all_objects(), 3u);
  EXPECT_EQ(table.all_touches(), 7u);
}

TEST(CollectTouches, SortsByObjectTimeAccountAndCountsAPostOnce) {
  const EventTable events = made_up_events({{"b", 5, {{Field::object_id, "x"}, {Field::object_id, "x"}}},
                                            {"b", 1, {{Field::object_id, "y"}, {Field::object_id, "x"}}},
                                            {"a", 5, {{Field::object_id, "x"}, {Field::object_id, ""}}}});
  EXPECT_EQ(touches_of("co-object", events), "x <- b@1 a@5 b@5\ny <- b@1");
}

TEST(CoRepost, KnowsTheTargetsAuthorFromTheEventOrTheTable) {
  const std::vector<MadeUpEvent> events{
      {"harbour", 1, {}, EventKind::post, "p1"},
      {"a", 2, {{Field::reposted_post_id, "p1"}}, EventKind::repost},
      {"b", 3, {{Field::reposted_post_id, "p2"}}, EventKind::repost},
      {"c", 4, {{Field::reposted_post_id, "p2"}, {Field::reposted_account_id, "ferry"}}, EventKind::repost}};
  EXPECT_EQ(touches_of("co-repost", events), "p1 [harbour] <- a@2\np2 [ferry] <- b@3 c@4");
}

MadeUpEvent repost(std::string account, double seconds, std::string text) {
  return {std::move(account), seconds, {{Field::text, std::move(text)}}, EventKind::repost};
}

TEST(CoRepost, TakesATextThatWasCutForThePostThatItBegins) {
  EXPECT_EQ(touches_of("co-repost", {repost("a", 1, "RT @Harbour: the ferry to the island le…"),
                                     repost("b", 2, "RT @harbour:  the ferry to the island leaves\nat noon"),
                                     repost("c", 3, "RT @harbour: the ferry to the island leaves at…"),
                                     repost("d", 4, "RT @bakery: the ferry to the island le…")}),
            "@harbour: the ferry to the island leaves at noon [@harbour] <- a@1 b@2 c@3\n"
            "@bakery: the ferry to the island le… [@bakery] <- d@4");
}

TEST(CoRepost, LeavesACutTextAloneWhereTextsContinueItDifferentlyOrLittleIsLeft) {
  EXPECT_EQ(touches_of("co-repost", {repost("a", 1, "RT @harbour: the ferry to the island le…"),
                                     repost("b", 2, "RT @harbour: the ferry to the island leaves at noon"),
                                     repost("c", 3, "RT @harbour: the ferry to the island left"),
                                     repost("d", 4, "RT @bakery: bread…"), repost("e", 5, "RT @bakery: bread is out")}),
            "@harbour: the ferry to the island le… [@harbour] <- a@1\n"
            "@harbour: the ferry to the island leaves at noon [@harbour] <- b@2\n"
            "@harbour: the ferry to the island left [@harbour] <- c@3\n"
            "@bakery: bread… [@bakery] <- d@4\n"
            "@bakery: bread is out [@bakery] <- e@5");
}

TEST(CoRepost, JoinsATextWithTheIdThatOtherRepostsOfItName) {
  MadeUpEvent known = repost("b", 2, "RT @harbour: the ferry to the island le…");
  known.values.emplace_back(Field::reposted_post_id, "p9");
  EXPECT_EQ(touches_of("co-repost", {repost("a", 1, "RT @harbour: the ferry to the island leaves at noon"), known}),
            "p9 [@harbour] <- a@1 b@2");
}

RC_GTEST_PROP(CoRepost, DoesNotDependOnTheOrderInWhichTextsAreSeen, ()) {
  const auto tail = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
  std::vector<MadeUpEvent> events;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    std::string text = "RT @h: twenty letters or more " + *tail;
    if (*rc::gen::arbitrary<bool>()) text += "…";
    events.push_back(repost("a" + std::to_string(i), i, text));
    if (*rc::gen::inRange(0, 4) == 0)
      events.back().values.emplace_back(Field::reposted_post_id, "p" + std::to_string(*rc::gen::inRange(0, 3)));
  }
  // who shares an object with whom, whatever the objects' order
  const auto groups = [](const std::vector<MadeUpEvent>& rows) {
    const EventTable table = made_up_events(rows);
    const TraceTable touches = std::move(*collect_touches(*trace_named("co-repost"), table, {.threads = 1}));
    std::vector<std::pair<std::string, std::string>> found;
    for (size_t i = 0; i < touches.size(); ++i)
      found.emplace_back(touches.objects[touches.object[i]].name, table.accounts[touches.account[i]]);
    std::sort(found.begin(), found.end());
    return found;
  };
  std::vector<MadeUpEvent> reversed(events.rbegin(), events.rend());
  for (size_t i = 0; i < events.size(); ++i) reversed[i].seconds = events[i].seconds;
  RC_ASSERT(groups(events) == groups(reversed));
}

TEST(CoLink, JoinsSpellingsAndKnowsTheDomain) {
  EXPECT_EQ(touches_of("co-link", {{"a", 1, {{Field::urls, "http://www.news.example.org/a/?utm_source=x"}}},
                                   {"b", 2, {{Field::urls, "https://news.example.org/a#top"}, {Field::urls, ""}}},
                                   {"c", 3, {{Field::urls, "23678"}}},
                                   {"d", 4, {{Field::urls, "https://news.example.org/a"}}, EventKind::repost}}),
            "https://news.example.org/a [example.org] <- a@1 b@2\n23678 <- c@3");
}

TEST(CoDomain, TakesTheDomainColumnAndElseTheLinks) {
  EXPECT_EQ(
      touches_of("co-domain", {{"a", 1, {{Field::domains, "www.example.org"}, {Field::urls, "https://sh.test/1"}}},
                               {"b", 2, {{Field::urls, "https://news.example.org/a"}}},
                               {"c", 3, {{Field::urls, "3498"}}},
                               {"d", 4, {{Field::domains, "3498"}}}}),
      "example.org [example.org] <- a@1 b@2\n3498 [3498] <- d@4");
}

TEST(CoReplyAndCoQuote, KnowWhoWasAnsweredOrQuoted) {
  EXPECT_EQ(touches_of("co-reply", {{"a", 1, {{Field::reply_to_post_id, "p"}, {Field::reply_to_account_id, "h"}}}}),
            "p [h] <- a@1");
  EXPECT_EQ(touches_of("co-quote", {{"a", 1, {{Field::quoted_post_id, "p"}, {Field::quoted_account_id, "h"}}}}),
            "p [h] <- a@1");
}

TEST(CoHashtag, JoinsCases) {
  EXPECT_EQ(touches_of("co-hashtag", {{"a", 1, {{Field::hashtags, "Fähre"}, {Field::hashtags, "#FÄHRE"}}},
                                      {"b", 2, {{Field::hashtags, "＃fähre "}, {Field::hashtags, "#"}}}}),
            "#fähre <- a@1 b@2");
}

TEST(CoHashtagSequence, NeedsThreeInTheSameOrder) {
  const auto tags = [](std::string account, double seconds, std::vector<std::string> names) {
    MadeUpEvent event{std::move(account), seconds, {}};
    for (std::string& name : names) event.values.emplace_back(Field::hashtags, std::move(name));
    return event;
  };
  EXPECT_EQ(touches_of("co-hashtag-sequence", {tags("a", 1, {"x", "y", "z"}), tags("b", 2, {"#X", "Y", "z"}),
                                               tags("c", 3, {"z", "y", "x"}), tags("d", 4, {"x", "y"})}),
            "#x #y #z <- a@1 b@2\n#z #y #x <- c@3");
}

TEST(CoText, LeavesOutRepostsAndWhatSaysTooLittle) {
  const auto says = [](std::string account, double seconds, std::string text) {
    return MadeUpEvent{std::move(account), seconds, {{Field::text, std::move(text)}}};
  };
  EXPECT_EQ(touches_of("co-text", {says("a", 1, "@mayor The FERRY to the  island leaves at noon https://t.co/a…"),
                                   says("b", 2, "the ferry to the island\xE2\x80\x8B leaves at noon"),
                                   says("c", 3, "Good morning! 🙂"),
                                   says("d", 4, "RT @harbour: the ferry to the island leaves at noon")}),
            "the ferry to the island leaves at noon <- a@1 b@2");
}

RC_GTEST_PROP(CollectTouches, GivesTheSameTableForAnyNumberOfThreadsAndOrderOfRows, ()) {
  std::vector<MadeUpEvent> events;
  const int count = *rc::gen::inRange(0, 40);
  const auto number = [](int below) { return std::to_string(*rc::gen::inRange(0, below)); };
  for (int i = 0; i < count; ++i)
    events.push_back(
        {"a" + number(6),
         double(*rc::gen::inRange(0, 9)),
         {{Field::urls, "x.test/" + number(5) + "?utm_x=" + number(3)}, {Field::domains, "d" + number(3)}}});
  std::vector<MadeUpEvent> reversed(events.rbegin(), events.rend());
  for (std::string_view trace : {"co-link", "co-domain"}) {
    const std::string one = touches_of(trace, canonical_events(events), 1);
    RC_ASSERT(one == touches_of(trace, canonical_events(events), 3));
    RC_ASSERT(one == touches_of(trace, canonical_events(reversed), 1));
  }
}

}  // namespace
}  // namespace lockstep
