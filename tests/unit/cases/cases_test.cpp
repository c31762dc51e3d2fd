#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

using Cases = Stores;
INSTANTIATE_TEST_SUITE_P(OnBoth, Cases, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

TEST_P(Cases, AreMadeOnceOfOneResult) {
  const Actor ana = person("ana", {"analyst"});
  const std::string folder = result({"a", "b", "c"});
  const auto first = import_result(store(), ana, folder), again = import_result(store(), ana, folder);
  ASSERT_OK(first);
  ASSERT_OK(again);
  EXPECT_EQ(first->new_cases, 1);
  EXPECT_EQ(again->new_cases, 0);
  EXPECT_EQ(again->unchanged_cases, 1);
  EXPECT_EQ(again->case_ids, first->case_ids);
}

TEST_P(Cases, AreExtendedWhenTheNetworkIsFoundAgain) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c"});
  ASSERT_OK(decide(store(), ana, id, suspend()));
  const auto later = import_result(store(), ana, result({"b", "c", "d"}, "later", 20));
  ASSERT_OK(later);
  EXPECT_EQ(later->extended_cases, 1);
  const auto detail = show_case(store(), ana, id);
  EXPECT_EQ(detail->summary.state, "open");  // somebody new is in it
  ASSERT_EQ(detail->snapshots.size(), 2u);
  EXPECT_EQ(detail->snapshots[1].new_members, 1);
  EXPECT_EQ(detail->snapshots[1].gone_members, 1);
  const auto members = list_members(store(), ana, id, {});
  EXPECT_EQ(members->total, 4);  // whom a reviewer saw stays
  EXPECT_NE(show_snapshot(store(), ana, id, 1)->find("\"a\""), std::string::npos);
}

// 150 members fill two statements and a part of a third; the second network is the first again, in the same result.
TEST_P(Cases, SayWhatTheLatestResultSaysOfThem) {
  const Actor ana = person("ana", {"analyst"});
  const int64_t id = imported(ana, {"a", "b", "c"});
  const double before = show_case(store(), ana, id)->summary.priority;
  const std::string later = result({"a", "b", "d"}, "later", 15, "close_circle");
  ASSERT_OK(import_result(store(), ana, later, {.all_classes = true}));
  const CaseRow row = show_case(store(), ana, id)->summary;
  EXPECT_EQ(row.network_class, "close_circle");  // as its priority and its sentence
  EXPECT_EQ(row.title, "4 accounts · close circle");
  EXPECT_LT(row.priority, before - 90);
  EXPECT_EQ(row.first_time, 1'500'000'000);
  const auto members = list_members(store(), ana, id, {});
  ASSERT_OK(members);
  for (const Member& member : members->members) {
    EXPECT_EQ(member.is_new, member.account_id == "d");
    EXPECT_EQ(member.is_gone, member.account_id == "c");
  }
}

TEST_P(Cases, LeaveARunTheNetworksThatItFound) {
  const Actor ana = person("ana", {"analyst"});
  const auto summary = import_result(store(), ana, result({"a", "b"}, "shown", 9, "close_circle"));
  ASSERT_OK(summary);
  EXPECT_EQ(summary->new_cases, 0);  // it is only shown
  const auto run = show_run(store(), ana, summary->run_id);
  ASSERT_OK(run);
  EXPECT_EQ(run->networks, 1);
  EXPECT_EQ(run->nominated_networks, 0);
}

TEST_P(Cases, TakeEachMemberOnceHoweverManyAndHoweverOftenNamed) {
  const Actor ana = person("ana", {"analyst"});
  std::vector<std::string> accounts;
  for (int i = 0; i < 150; ++i) accounts.push_back("a" + std::to_string(i));
  accounts.push_back("a0");
  const std::string folder = result(accounts);
  std::ifstream in(folder + "/networks.ndjson");
  std::string run, network;
  std::getline(in, run);
  std::getline(in, network);
  Json again = Json::parse(network);
  again["members"]["account_id"].push_back("late");
  again["members"]["handle"] = std::vector<std::string>{"Skipper"};
  std::ofstream(folder + "/networks.ndjson", std::ios::app) << again.dump() << "\n";
  const auto summary = import_result(store(), ana, folder);
  ASSERT_OK(summary);
  EXPECT_EQ(summary->new_cases, 1);
  EXPECT_EQ(summary->extended_cases, 1);
  const auto members = list_members(store(), ana, summary->case_ids.front(), {.limit = 1000});
  ASSERT_OK(members);
  EXPECT_EQ(members->total, 151);
  EXPECT_EQ(members->members.size(), 151u);
  EXPECT_EQ(search_accounts(store(), ana, "a149")->front().account_id, "a149");
  const int64_t next = imported(ana, {"other", "another"}, "next");
  EXPECT_EQ(next, summary->case_ids.front() + 1);
}

TEST_P(Cases, CanBePagedInEveryOrderWithoutLossOrRepetition) {
  const Actor ana = person("ana", {"analyst"});
  for (int i = 0; i < 7; ++i) {
    opened->now += i % 2;
    imported(ana, {"x" + std::to_string(i), "y" + std::to_string(i)}, "r" + std::to_string(i));
  }
  for (const char* sort : {"priority", "age", "deadline", "size", "updated"}) {
    std::vector<int64_t> seen;
    CaseQuery query{.sort = sort, .limit = 3};
    for (int pages = 0; pages < 5; ++pages) {
      const auto page = list_cases(store(), ana, query);
      ASSERT_OK(page);
      EXPECT_EQ(page->total, 7);
      for (const CaseRow& row : page->cases) seen.push_back(row.case_id);
      if (!page->next_cursor) break;
      query.cursor = *page->next_cursor;
    }
    std::ranges::sort(seen);
    EXPECT_EQ(seen, (std::vector<int64_t>{1, 2, 3, 4, 5, 6, 7})) << sort;
  }
  EXPECT_KIND(ErrorKind::usage, list_cases(store(), ana, {.cursor = "nonsense"}));
  EXPECT_EQ(list_cases(store(), ana, {.account = "x3"})->total, 1);
  EXPECT_EQ(list_cases(store(), ana, {.claimed = "me"})->total, 0);
}

TEST_P(Cases, WaitUntilTheyAreDecidedAndLeaveTheReviewsToThoseWhoReviewBlind) {
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"});
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
  policy();
  const int64_t decided = imported(ana, {"a", "b"}, "one"), held = imported(ana, {"c", "d"}, "two");
  const int64_t proposed = imported(ana, {"e", "f"}, "three"), open = imported(ana, {"g", "h"}, "four");
  const auto waiting = [&](const Actor& actor) {
    const auto page = list_cases(store(), actor, {.state = "waiting", .sort = "age"});
    std::vector<int64_t> ids;
    for (const CaseRow& row : page->cases) ids.push_back(row.case_id);
    EXPECT_EQ(page->total, int64_t(ids.size()));
    return ids;
  };
  ASSERT_OK(change_settings(store(), chief, {{"quality_share", 0}}));
  ASSERT_OK(decide(store(), ana, decided, {.measure = "no_action", .reasons = "friends"}));
  NewDecision end = suspend();
  end.measure = "terminate";
  ASSERT_OK(decide(store(), ana, proposed, end));
  ASSERT_OK(decide(store(), ana, held, {.measure = "hold", .reasons = "more is to come"}));
  EXPECT_EQ(waiting(ben), (std::vector<int64_t>{held, proposed, open}));
  EXPECT_EQ(list_cases(store(), ben, {})->total, 4);
  ASSERT_OK(change_settings(store(), chief, {{"quality_share", 1}}));
  ASSERT_OK(decide(store(), ana, held, {.measure = "hold", .reasons = "still"}));
  EXPECT_EQ(waiting(ben), (std::vector<int64_t>{proposed, open}));  // or it would tell that it was not decided
  EXPECT_EQ(waiting(ana), (std::vector<int64_t>{held, proposed, open}));
}

TEST_P(Cases, AreFoundByAccountsAndKnowSimilarOnes) {
  const Actor ana = person("ana", {"analyst"});
  const int64_t first = imported(ana, {"a1", "a2", "a3", "a4"}, "one"),
                second = imported(ana, {"a1", "b2", "b3", "b4"}, "two");
  EXPECT_NE(first, second);
  EXPECT_EQ(search_accounts(store(), ana, "A1")->front().case_ids.size(), 2u);
  EXPECT_EQ(search_accounts(store(), ana, "%")->size(), 0u);
  const auto similar = similar_cases(store(), ana, first);
  ASSERT_OK(similar);
  ASSERT_EQ(similar->size(), 1u);
  EXPECT_EQ(similar->front().shared_members, 1);
  EXPECT_EQ(similar->front().shared_sources, 1);
  EXPECT_EQ(similar->front().members, 4);
  EXPECT_EQ(similar->front().network_class, "synchronised");
}

TEST_P(Cases, HaveNotesThatMentionColleagues) {
  const Actor ana = person("ana", {"analyst"}), ben = person("ben", {"reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  const auto note = add_note(store(), ana, id, "Look at this, @ben. Not at a@ben.example");
  ASSERT_OK(note);
  EXPECT_EQ(note->mentions, std::vector<std::string>{"ben"});
  EXPECT_EQ(list_mentions(store(), ben)->front().case_id, id);
  EXPECT_KIND(ErrorKind::usage, add_note(store(), ana, id, std::string("a\0b", 3)));
  EXPECT_KIND(ErrorKind::usage, add_note(store(), ana, id, "\xff"));
}

TEST_P(Cases, SayWhatIsWrongWithAFolder) {
  const Actor ana = person("ana", {"analyst"});
  EXPECT_KIND(ErrorKind::input, import_result(store(), ana, (opened->folder() / "nowhere").string()));
  std::ofstream(opened->folder() / "networks.ndjson") << "{\"run\":{},\"traces\":[]}\n{\"broken\n";
  EXPECT_KIND(ErrorKind::input, import_result(store(), ana, opened->folder().string()));
  EXPECT_EQ(list_cases(store(), ana, {})->total, 0);
}

TEST_P(Cases, OutboxKeepsTheOrderOfEachAccount) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  ASSERT_OK(decide(store(), ana, id, suspend()));
  auto due = due_messages(store(), 10);
  ASSERT_EQ(due->size(), 2u);  // the first of each
  ASSERT_OK(mark_delivered(store(), due->at(0).message_id));
  ASSERT_OK(mark_failed(store(), due->at(1).message_id, "503"));
  const std::string failed = due->at(1).account_id;
  due = due_messages(store(), 10);
  ASSERT_EQ(due->size(), 1u);
  EXPECT_NE(due->front().account_id, failed);
  for (int i = 0; i < 12; ++i) ASSERT_OK(mark_failed(store(), 3, "503"));
  const Actor publisher = person("pub", {"publisher"});
  EXPECT_EQ(list_messages(store(), publisher, {})->dead, 1);
  ASSERT_OK(retry_message(store(), publisher, 3));
  EXPECT_EQ(list_messages(store(), publisher, {})->dead, 0);
  EXPECT_EQ(signature("secret", 5, "body"), signature("secret", 5, "body"));
  // Somebody confirms it while it is on its way, and the way fails: it stays delivered.
  ASSERT_OK(confirm_messages(store(), publisher, 3));
  ASSERT_OK(mark_failed(store(), 3, "timeout"));
  const auto messages = list_messages(store(), publisher, {});
  for (const Message& message : messages->messages)
    if (message.message_id == 3) {
      EXPECT_EQ(message.state, "delivered");
    }
}

}  // namespace
}  // namespace lockstep::cases
