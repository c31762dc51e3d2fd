// What the index finds is what a look at every member finds, in the same order, on both databases.

#include <random>

#include "lockstep/cases/account_texts.h"
#include "lockstep/cases/sql.h"
#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

using Characters = std::vector<std::string>;
using Members = std::vector<std::pair<std::string, std::string>>;  // account, one of its names

// Few of them, so that they come again: capital and small, of one to four bytes, and those that LIKE would take amiss.
const Characters alphabet = {"a",  "A", "b", "B", "_", "%",  "!",  "'",
                             "\\", " ", "7", "ä", "Ä", "語", "😀", "\xF4\x8F\xBF\xBF"};

Characters characters_of(std::string_view text) {
  Characters all;
  for (char c : text)
    if ((c & 0xC0) == 0x80)
      all.back() += c;
    else
      all.emplace_back(1, c);
  return all;
}

std::string joined(const Characters& all, size_t from, size_t count) {
  std::string text;
  for (size_t i = from; i < all.size() && i - from < count; ++i) text += all[i];
  return text;
}

class Seeded {
 public:
  size_t below(size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(random_); }
  std::string text(size_t shortest, size_t longest) {
    std::string made;
    for (size_t left = shortest + below(longest - shortest + 1); left > 0; --left)
      made += alphabet[below(alphabet.size())];
    return made;
  }
  // As accounts have them: most short, some none, some longer than what is kept of an end, a few than what is searched.
  Json name() {
    const size_t kind = below(20);
    if (kind < 2) return nullptr;
    if (kind == 2) return "the same ferry harbour for everybody " + text(0, 3);
    if (kind == 3) return text(500, 530);
    return text(kind == 4 ? 30 : 1, kind == 4 ? 70 : 8);
  }

 private:
  std::mt19937 random_{7};
};

class AccountSearch : public Stores {
 protected:
  void SetUp() override {
    Stores::SetUp();
    if (!IsSkipped()) ana = person("ana", {"analyst"});
  }

  void import(const std::vector<std::string>& accounts) {
    Json ids = accounts, handles = Json::array(), names = Json::array();
    for (size_t i = 0; i < accounts.size(); ++i) {
      handles.push_back(seeded.name());
      names.push_back(seeded.name());
    }
    const auto folder = opened->folder() / ("run" + std::to_string(++runs));
    std::filesystem::create_directories(folder);
    const Json network = {{"network_id", "n"},
                          {"class", "synchronised"},
                          {"regime", "timing"},
                          {"sentence", "made up"},
                          {"members", {{"account_id", ids}, {"handle", handles}, {"display_name", names}}}};
    std::ofstream(folder / "networks.ndjson")
        << Json{{"run", {{"title", std::to_string(runs)}}}, {"traces", Json::array()}}.dump() << "\n"
        << network.dump() << "\n";
    ASSERT_OK(import_result(store(), ana, folder.string()));
  }

  // The twin: every text of every member, by its first place in the order of the answer.
  std::vector<std::string> looked_through(const Members& ends, const std::string& asked, size_t limit) {
    const std::string sought = in_small_letters(asked), begin = cut(sought);
    std::map<std::string, std::string> first;  // account -> the least end that begins with it
    std::set<std::string> said;
    for (const auto& [account, text] : ends) {
      if (text.starts_with(sought)) said.insert(account);
      if (!text.starts_with(begin)) continue;
      const auto [at, fresh] = first.emplace(account, cut(text));
      if (!fresh) at->second = std::min(at->second, cut(text));
    }
    std::vector<std::pair<std::string, std::string>> order;
    for (const auto& [account, text] : first)
      if (said.contains(account)) order.emplace_back(text, account);
    std::ranges::sort(order);
    std::vector<std::string> accounts;
    for (size_t i = 0; i < order.size() && i < limit; ++i) accounts.push_back(order[i].second);
    return accounts;
  }

  static Members ends_of(const Members& members) {
    Members ends;
    for (const auto& [account, name] : members) {
      ends.emplace_back(account, in_small_letters(account));
      const Characters all = characters_of(in_small_letters(joined(characters_of(name), 0, searched_characters)));
      for (size_t i = 0; i < all.size(); ++i) ends.emplace_back(account, joined(all, i, all.size()));
    }
    return ends;
  }

  static std::string cut(const std::string& text) { return joined(characters_of(text), 0, kept_characters); }

  // Nothing is left of a name that was changed or erased.
  void expect_kept(const Members& ends) {
    std::set<std::pair<std::string, std::string>> kept, right;
    for (const auto& [account, text] : ends) right.emplace(account, cut(text));
    const auto read = store().read<bool>([&](soci::session& sql) -> Result<bool> {
      each_row<std::string, std::string>(
          sql, "select account_id, text from account_texts", {},
          [&](std::string account, std::string text) { kept.emplace(std::move(account), std::move(text)); });
      return true;
    });
    EXPECT_OK(read);
    EXPECT_TRUE(kept == right) << kept.size() << " texts are kept, " << right.size() << " are right";
  }

  Members members() {
    Members all;
    const auto read = store().read<bool>([&](soci::session& sql) -> Result<bool> {
      for (const char* column : {"handle", "display_name"})
        each_row<std::string, std::string>(
            sql, std::string("select account_id, coalesce(") + column + ", '') from members", {},
            [&](std::string account, std::string name) { all.emplace_back(std::move(account), std::move(name)); });
      return true;
    });
    EXPECT_OK(read);
    return all;
  }

  std::string something_of(const Members& members) {
    const auto& [account, name] = members[seeded.below(members.size())];
    const Characters of = characters_of(seeded.below(4) == 0 ? account : name);
    if (of.empty()) return "a";
    const std::string part = joined(of, seeded.below(of.size()), 1 + seeded.below(45));
    return part.size() > 200 ? "b" : part;
  }

  // How often something was found.
  int compare(int times) {
    const Members all = members(), ends = ends_of(all);
    expect_kept(ends);
    int found = 0;
    for (int i = 0; i < times; ++i) {
      const std::string asked = i % 3 == 0 ? seeded.text(1, 3) : something_of(all);
      if (asked.find_first_not_of(" \t\r\n") == std::string::npos) {
        EXPECT_FALSE(search_accounts(store(), ana, asked, 200));
        continue;
      }
      const size_t limit = i % 5 == 0 ? 3 : 200;
      const auto hits = search_accounts(store(), ana, asked, int64_t(limit));
      EXPECT_OK(hits);
      if (!hits) return found;
      std::vector<std::string> accounts;
      for (const AccountHit& hit : *hits) accounts.push_back(hit.account_id);
      EXPECT_EQ(accounts, looked_through(ends, asked, limit)) << "\"" << asked << "\"";
      found += !accounts.empty();
    }
    return found;
  }

  Actor ana;
  Seeded seeded;
  int runs = 0;
};

TEST_P(AccountSearch, FindsWhatALookAtEveryMemberFinds) {
  std::vector<std::string> accounts;
  for (int i = 0; i < 60; ++i) accounts.push_back("acc" + std::to_string(i * 7919) + seeded.text(0, 40));
  import({accounts.begin(), accounts.begin() + 40});
  import({accounts.begin() + 38, accounts.end()});  // two accounts in both cases, under other names
  EXPECT_GT(compare(40), 20);
  import({accounts.begin(), accounts.begin() + 40});  // the first case again, everybody renamed
  EXPECT_GT(compare(40), 20);
  for (int i : {3, 38})
    ASSERT_OK(erase_account(store(), {.roles = Roles(Role::administrator)},
                            {.account_id = accounts[size_t(i)], .reasons = "asked for it"}));
  EXPECT_GT(compare(40), 20);
}

TEST_P(AccountSearch, IsTheSameInAStoreOfTheFirstVersion) {
  import({"harbour1", "harbour2", "ferry3", "ferry4"});
  const auto before = search_accounts(store(), ana, "Harbour");
  ASSERT_OK(before);
  EXPECT_EQ(before->size(), 2u);
  const auto back = store().write<bool>(ana, [](Writing& writing) -> Result<bool> {
    for (const char* table : {"account_texts", "unknown_names"}) writing.sql << "drop table " << table;
    writing.sql << "alter table decisions drop column sentence";
    for (const char* index : {"priority", "age", "deadline", "size", "updated"})
      writing.sql << "drop index cases_" << index;
    writing.sql << "create index cases_state on cases (state, priority)";
    execute(writing.sql, "update store_schema set version = 1");
    return true;
  });
  ASSERT_OK(back);
  opened->open();
  const auto after = search_accounts(store(), ana, "Harbour");
  ASSERT_OK(after);
  EXPECT_EQ(after->size(), 2u);
  EXPECT_GT(compare(20), 5);
}

INSTANTIATE_TEST_SUITE_P(On, AccountSearch, testing::Values(true, false),
                         [](const auto& which) { return which.param ? "sqlite" : "postgresql"; });

}  // namespace
}  // namespace lockstep::cases
