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
