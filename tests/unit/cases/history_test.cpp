#include "lockstep/cases/connect.h"
#include "lockstep/cases/sql.h"
#include "lockstep/ledger/ledger.h"
#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

class History : public Stores {
 protected:
  // Ten entries and more, and a way around the program.
  void work() {
    policy();
    ana = person("ana", {"analyst", "reviewer"});
    case_id = imported(ana, {"a", "b", "c"});
    ASSERT_OK(claim_case(store(), ana, case_id));
    ASSERT_OK(change_members(store(), ana, case_id, {{.account_id = "b", .kept = false, .reason = "not enough"}}));
    ASSERT_OK(add_note(store(), ana, case_id, "seen, @ana."));
    ASSERT_OK(decide(store(), ana, case_id, suspend()));
  }
  void tamper(const std::string& statement) {
    auto sql = connect({.sqlite = true, .target = (opened->folder() / "cases.db").string()});
    ASSERT_OK(sql);
    **sql << statement;
  }
  // As another connection to the file sees it.
  template <class Act>
  void expect_no_write(Act&& act) {
    if (!GetParam()) return act();
    auto sql = connect({.sqlite = true, .target = (opened->folder() / "cases.db").string()});
    ASSERT_OK(sql);
    const auto before = one<int64_t>(**sql, "pragma data_version");
    act();
    EXPECT_EQ(one<int64_t>(**sql, "pragma data_version"), before);
  }
  Actor ana;
  int64_t case_id = 0;
};
INSTANTIATE_TEST_SUITE_P(OnBoth, History, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

TEST_P(History, VerifiesAndProves) {
  work();
  const auto verified = verify_history(store());
  ASSERT_OK(verified);
  EXPECT_FALSE(verified->first_bad) << verified->what;
  EXPECT_GE(verified->entries, 8);
  const auto inclusion = prove_inclusion(store(), ana, 3);
  ASSERT_OK(inclusion);
  EXPECT_EQ(inclusion->size, verified->entries);
  EXPECT_OK(prove_consistency(store(), ana, 2, verified->entries));
  const auto kept = latest_checkpoint(store());
  ASSERT_OK(kept);
  ASSERT_OK(add_note(store(), ana, case_id, "one more"));
  EXPECT_FALSE(verify_history(store(), *kept)->first_bad);
}

TEST_P(History, NamesTheFirstEntryThatWasChangedRemovedOrMoved) {
  if (!GetParam()) GTEST_SKIP() << "the tables are the same";
  work();
  for (const auto& [statement, first] : std::vector<std::pair<std::string, int64_t>>{
           {"update history set body = replace(body, 'manipulation', 'Manipulation') where entry = 0", 0},
           {"update history set person_id = 99 where entry = 4", 4},
           {"update history set time = time + 1 where entry = 5", 5},
           {"delete from history where entry = 6", 6},
           {"update decision_members set measure = 'label'", -1}}) {
    opened->store.reset();  // all of it is in one file then
    std::filesystem::copy(opened->folder() / "cases.db", opened->folder() / "whole.db");
    opened->open();
    tamper(statement);
    const auto verified = verify_history(store());
    ASSERT_OK(verified);
    ASSERT_TRUE(verified->first_bad) << statement;
    if (first >= 0) {
      EXPECT_EQ(*verified->first_bad, first) << statement << ": " << verified->what;
    }
    opened->store.reset();
    std::filesystem::remove(opened->folder() / "cases.db-wal");
    std::filesystem::remove(opened->folder() / "cases.db-shm");
    std::filesystem::rename(opened->folder() / "whole.db", opened->folder() / "cases.db");
    opened->open();
    ASSERT_FALSE(verify_history(store())->first_bad);
  }
}

TEST_P(History, IsHeldAgainstWhatTheTablesSay) {
  if (!GetParam()) GTEST_SKIP() << "the tables are the same";
  const Actor root = person("root", {"administrator"});
  ASSERT_OK(change_settings(store(), root, {{"quality_share", 0}}));  // which decision is reviewed is drawn
  work();
  const Actor ben = person("ben", {"reviewer"}), jo = person("jo", {"appeals_reviewer"});
  const Actor eve = person("eve", {"auditor"});
  const Actor kim = person("kim", {"reviewer"});
  ASSERT_OK(change_settings(store(), root, {{"quality_share", 1}}));
  const auto proposed =
      decide(store(), ben, case_id,
             {.measure = "terminate", .policy_id = "manipulation", .policy_version = 1, .reasons = "again"});
  ASSERT_OK(proposed);
  ASSERT_OK(give_opinion(store(), ana, proposed->decision_id, true, "I think so too"));
  const auto reviews = list_reviews(store(), kim);
  ASSERT_OK(reviews);
  const int64_t review = reviews->back().review_id;
  const auto notices = list_notices(store(), ana, {}, {}, 50);
  ASSERT_OK(notices);
  const auto appeal = enter_appeal(store(), ana, notices->notices.front().notice_id, {.text = "not me"});
  ASSERT_OK(appeal);
  ASSERT_OK(decide_appeal(store(), jo, appeal->appeal_id, {.outcome = "reversed", .reasons = "a timetable"}));
  ASSERT_OK(give_review(store(), kim, review, "suspend", "as they did"));
  ASSERT_OK(change_settings(store(), root, {{"second_opinion_above", 3}}));
  policy();  // its second version
  ASSERT_OK(change_person(store(), root, eve.person_id, {.active = false}));
  const auto whole = verify_history(store());
  ASSERT_FALSE(whole->first_bad) << whole->what;
  for (const auto& [statement, what] : std::vector<std::pair<std::string, std::string>>{
           {"update people set roles = 63 where handle = 'ben'", "roles of person"},
           {"update people set active = 1 where handle = 'eve'", "active of person"},
           {"insert into people (person_id, handle, name, roles, created_at) values (99, 'x', 'x', 63, 0)",
            "no entry speaks of person 99"},
           {"delete from people where handle = 'eve'", "is not there as entry"},
           {"update settings set value = '1000' where name = 'second_opinion_above'", "second_opinion_above"},
           {"update policies set text = 'anything' where version = 1", "text of policy manipulation of version 1"},
           {"update policies set active = 1 where version = 1", "use of policy manipulation of version 1"},
           {"update members set kept = 1, reason = '' where account_id = 'b'", "member b of case 1"},
           {"update members set reason = 'other' where account_id = 'b'", "reason of member b of case 1"},
           {"update members set kept = 0 where account_id = 'a'", "no entry speaks of a change of member a of case 1"},
           {"update members set measure = 'label' where account_id = 'a'", "the measure of member a of case 1"},
           {"update members set measure = null where account_id = 'c'", "the measure of member c of case 1"},
           {"update decisions set reasons = 'other' where decision_id = 1", "reasons of decision 1"},
           {"update decisions set proposed_by = 1 where decision_id = 2", "proposed_by of decision 2"},
           {"update decisions set state = 'in_force' where decision_id = 1", "state of decision 1"},
           {"update decisions set policy_version = 2 where decision_id = 2", "policy_version of decision 2"},
           {"update decision_members set measure = 'label' where decision_id = 2", "members of decision 2"},
           {"update opinions set agrees = 0", "agrees of the opinion of person"},
           {"delete from opinions", "the opinion of person"},
           {"insert into settings (name, value) values ('appeal_days', '3650')",
            "no entry speaks of setting appeal_days"},
           {"update reviews set measure = 'label'", "measure of review"},
           {"update reviews set given_at = null", "is not there as entry"},
           {"update appeals set text = 'other'", "text of appeal 1"},
           {"update appeals set outcome = 'upheld'", "outcome of appeal 1"},
           {"update appeals set decided_by = 1", "decided_by of appeal 1"}}) {
    opened->store.reset();  // all of it is in one file then
    std::filesystem::copy(opened->folder() / "cases.db", opened->folder() / "whole.db");
    tamper(statement);
    opened->open();
    const auto verified = verify_history(store());
    ASSERT_OK(verified);
    EXPECT_TRUE(verified->first_bad) << statement;
    EXPECT_NE(verified->what.find(what), std::string::npos) << statement << ": " << verified->what;
    opened->store.reset();
    for (const char* journal : {"cases.db-wal", "cases.db-shm"}) std::filesystem::remove(opened->folder() / journal);
    std::filesystem::rename(opened->folder() / "whole.db", opened->folder() / "cases.db");
    opened->open();
  }
}

TEST_P(History, LeavesNothingOfAnErasedPersonInAnswersThatAreKept) {
  work();
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
  const Actor publisher = person("pub", {"publisher"});
  const auto notices = list_notices(store(), ana, {}, {}, 50);
  ASSERT_OK(notices);
  const Notice& notice = notices->notices.front();
  Actor once = ana;
  once.request = RequestKey{.key = "k", .request = "r"};
  const auto appeal = enter_appeal(store(), once, notice.notice_id, {.text = "not me", .contact = "me@example.org"});
  ASSERT_OK(appeal);
  EXPECT_KIND(ErrorKind::conflict,
              erase_account(store(), chief, {.account_id = notice.account_id, .reasons = "asked"}));
  ASSERT_OK(confirm_messages(store(), publisher, 1000));
  ASSERT_OK(erase_account(store(), chief, {.account_id = notice.account_id, .reasons = "asked"}));
  const auto again = enter_appeal(store(), once, notice.notice_id, {.text = "not me", .contact = "me@example.org"});
  ASSERT_OK(again);
  EXPECT_EQ(again->appeal_id, appeal->appeal_id);
  EXPECT_TRUE(again->account_id.starts_with("erased:"));
  EXPECT_EQ(again->text + again->contact, "");
  const auto verified = verify_history(store());
  EXPECT_FALSE(verified->first_bad) << verified->what;
}

TEST_P(History, StaysWholeWhenAPersonIsErased) {
  work();
  const Actor chief{.roles = Roles(Role::administrator)};
  const auto erased = erase_account(store(), chief, {.account_id = "b", .reasons = "asked for it"});
  ASSERT_OK(erased);
  EXPECT_EQ(*erased, 1);
  const auto verified = verify_history(store());
  ASSERT_OK(verified);
  EXPECT_FALSE(verified->first_bad) << verified->what;
  EXPECT_EQ(verified->erased, 1);
  EXPECT_EQ(search_accounts(store(), ana, "b")->size(), 0u);
  EXPECT_EQ(show_snapshot(store(), ana, case_id, 0)->find("\"b\""), std::string::npos);
  EXPECT_KIND(ErrorKind::missing, erase_account(store(), chief, {.account_id = "b", .reasons = "again"}));
}

// The platform would be told to do something about an account that it has never heard of.
TEST_P(History, DecidesNothingAboutAnErasedAccountAndTellsNobodyOfIt) {
  policy();
  ana = person("ana", {"analyst", "reviewer"});
  const Actor ben = person("ben", {"reviewer"}), pia = person("pia", {"publisher"});
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
  ASSERT_OK(change_settings(store(), chief, {{"quality_share", 0}, {"public_url", "https://review.example"}}));
  case_id = imported(ana, {"a", "b", "erased:0123456789abcdef"});  // as anybody may call themselves
  const auto about = [&] {
    std::vector<std::string> accounts;
    const auto page = list_messages(store(), pia, {}, {}, 200);
    for (const Message& message : page->messages)
      if (message.kind == "measure") accounts.push_back(message.account_id);
    std::ranges::sort(accounts);
    return accounts;
  };
  NewDecision end = suspend();
  end.measure = "terminate";
  const auto proposed = decide(store(), ana, case_id, end);
  ASSERT_OK(proposed);
  ASSERT_OK(erase_account(store(), chief, {.account_id = "a", .reasons = "asked for it"}));
  ASSERT_OK(give_opinion(store(), ben, proposed->decision_id, true, "I think so too"));
  EXPECT_EQ(about(), (std::vector<std::string>{"b", "erased:0123456789abcdef"}));
  EXPECT_EQ(show_case(store(), ana, case_id)->summary.state, "decided");
  const auto effect = preview_decision(store(), ana, case_id, suspend());
  ASSERT_OK(effect);
  EXPECT_EQ(effect->accounts, 2);
  ASSERT_OK(decide(store(), ana, case_id, suspend()));
  EXPECT_EQ(show_case(store(), ana, case_id)->summary.state, "decided");
  ASSERT_OK(decide(store(), ana, case_id, {.measure = "no_action", .reasons = "it was nobody"}));
  EXPECT_EQ(about().size(), 6u);
  const auto verified = verify_history(store());
  EXPECT_FALSE(verified->first_bad) << verified->what;
  if (!GetParam()) return;
  tamper("update members set kept = 0 where account_id = 'erased:0123456789abcdef'");
  EXPECT_TRUE(verify_history(store())->first_bad);
}

TEST_P(History, LeavesNothingOfAnErasedAccountInTheFilesOfTheStore) {
  if (!GetParam()) GTEST_SKIP() << "PostgreSQL forgets with the next vacuum";
  ana = person("ana", {"analyst", "reviewer"});
  imported(ana, {"the-harbour-master", "b", "c"});
  const auto in_files = [&] {
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(opened->folder())) {
      if (!file.is_regular_file()) continue;
      std::ifstream in(file.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all.find("the-harbour-master") != std::string::npos;
  };
  std::filesystem::remove_all(opened->folder() / "result");
  ASSERT_TRUE(in_files());
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
  ASSERT_OK(erase_account(store(), chief, {.account_id = "the-harbour-master", .reasons = "asked for it"}));
  EXPECT_FALSE(in_files());
}

TEST_P(History, SaysWhatOfDecidedCasesWentWithItsTime) {
  policy();
  ana = person("ana", {"analyst", "reviewer"});
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)}, joe = person("joe", {"appeals_reviewer"});
  const std::string folder = result({"a", "b"}), path = folder + "/networks.ndjson";
  std::string run, line;
  std::ifstream read(path);
  ASSERT_TRUE(std::getline(read, run) && std::getline(read, line));
  Json network = Json::parse(line);
  network["posts"] = {{"post_id", {"p1"}}, {"text", {"harbour at dawn"}}, {"urls", {nullptr}}};
  std::ofstream(path) << run << "\n" << network.dump() << "\n";
  const auto made = import_result(store(), ana, folder);
  ASSERT_OK(made);
  case_id = made->case_ids.front();
  ASSERT_OK(add_note(store(), ana, case_id, "seen"));
  ASSERT_OK(change_settings(store(), chief, {{"retention_posts_days", 30}, {"retention_notes_days", 30}}));
  const auto has_posts = [&] {
    return show_snapshot(store(), ana, case_id, 0)->find("harbour at dawn") != std::string::npos;
  };
  using Gone = std::vector<std::string>;

  opened->now += 31 * 86'400;
  EXPECT_EQ(*enforce_retention(store(), chief), Gone());  // it is not decided
  ASSERT_OK(decide(store(), ana, case_id, suspend()));
  const int64_t notice = list_notices(store(), ana, {})->notices.front().notice_id;
  const auto appeal = enter_appeal(store(), ana, notice, {.text = "not me"});
  ASSERT_OK(appeal);
  opened->now += 31 * 86'400;
  EXPECT_EQ(*enforce_retention(store(), chief), Gone{"notes: 1"});
  EXPECT_TRUE(has_posts());  // an appeal is to be answered
  ASSERT_OK(decide_appeal(store(), joe, appeal->appeal_id, {.outcome = "upheld", .reasons = "as it was"}));
  opened->now += 31 * 86'400;
  EXPECT_EQ(*enforce_retention(store(), chief), Gone{"posts: 1"});
  EXPECT_FALSE(has_posts());
  EXPECT_EQ(list_notes(store(), ana, case_id)->front().text, "");
  expect_no_write([&] { EXPECT_EQ(*enforce_retention(store(), chief), Gone()); });
  const auto verified = verify_history(store());
  EXPECT_FALSE(verified->first_bad) << verified->what;
}

TEST_P(History, KeepsItsOrderWhenTheClockIsSetBack) {
  work();
  opened->now -= 86'400;
  ASSERT_OK(add_note(store(), ana, case_id, "yesterday"));
  const auto page = list_history(store(), {.roles = Roles(Role::auditor)}, {});
  ASSERT_OK(page);
  EXPECT_GE(page->entries[0].time, page->entries[1].time);
}

TEST_P(History, KeepsTheKeyThatItBeganWith) {
  work();
  opened->store.reset();
  const auto key = opened->folder() / "log.key", aside = opened->folder() / "aside.key";
  std::filesystem::rename(key, aside);
  EXPECT_THROW(opened->open(), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(key));
  std::ofstream(key) << to_text(*make_signing_key("lockstep.test/log", {})) << "\n";
  EXPECT_THROW(opened->open(), std::runtime_error);
  std::filesystem::rename(aside, key);
  opened->open();
}

TEST_P(History, IsForAuditorsAndACasesOwnForAllReaders) {
  work();
  EXPECT_KIND(ErrorKind::forbidden, list_history(store(), ana, {}));
  const auto own = list_history(store(), ana, {.case_id = case_id});
  ASSERT_OK(own);
  EXPECT_EQ(own->entries.back().act, "case.opened");
}

}  // namespace
}  // namespace lockstep::cases
