// tests/unit/cases/stores.h
//
// Every test of the store runs on SQLite, and on PostgreSQL where LOCKSTEP_TEST_POSTGRESQL names a server
// (tests/stores/test_cases.py starts one).
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "lockstep/cases/cases.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {

// A store in a folder of its own, with a clock that stands until it is moved.
class Opened {
 public:
  explicit Opened(bool sqlite) : sqlite_(sqlite) {
    folder_ = std::filesystem::temp_directory_path() /
              ("lockstep-cases-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(folder_);
    open();
  }
  ~Opened() {
    store.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    store.reset();
    StoreOptions options{
        .key_path = (folder_ / "log.key").string(), .origin = "lockstep.test/log", .now = [this] { return now; }};
    std::string url = (folder_ / "cases.db").string();
    if (!sqlite_) {
      url = std::getenv("LOCKSTEP_TEST_POSTGRESQL");
      url += (url.find('?') == std::string::npos ? "?" : "&");
      const std::string schema = "s" + std::to_string(::getpid()) + "_" + std::to_string(count);
      url += "options=-csearch_path%3D" + schema;
      if (!made_) make_schema(schema);
    }
    auto opened = Store::open(url, std::move(options));
    if (!opened) throw std::runtime_error(to_string(opened.error()));
    store = std::move(*opened);
  }

  std::filesystem::path folder() const { return folder_; }
  Store& operator*() { return *store; }
  int64_t now = 1'600'000'000;
  std::unique_ptr<Store> store;

 private:
  void make_schema(const std::string& schema);
  static inline int count = 0;
  bool sqlite_, made_ = false;
  std::filesystem::path folder_;
};

class Stores : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (!GetParam() && !std::getenv("LOCKSTEP_TEST_POSTGRESQL")) GTEST_SKIP() << "no PostgreSQL here";
    opened = std::make_unique<Opened>(GetParam());
  }
  Store& store() { return **opened; }

  Actor person(const std::string& handle, const std::vector<std::string>& roles) {
    const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
    auto added = add_person(store(), chief, {.handle = handle, .name = handle, .roles = roles});
    EXPECT_TRUE(added) << to_string(added.error());
    return {.person_id = added->person.person_id, .handle = handle, .roles = *roles_of(roles)};
  }

  // The folder of a result with one network of these accounts.
  std::string result(const std::vector<std::string>& accounts, const std::string& name = "result",
                     int64_t occasions = 12, const std::string& network_class = "synchronised") {
    const auto folder = opened->folder() / name;
    std::filesystem::create_directories(folder);
    Json columns = {{"account_id", accounts}};
    for (const char* column : {"events", "occasions", "judged_occasions"})
      columns[column] = std::vector<int>(accounts.size(), 9);
    columns["confidence"] = std::vector<double>(accounts.size(), 0.999);
    columns["followers"] = std::vector<int>(accounts.size(), 100);
    const Json network = {{"network_id", "n1"},
                          {"class", network_class},
                          {"regime", "timing"},
                          {"sentence", "They posted the same links within 60 s."},
                          {"occasions", occasions},
                          {"seen", 31},
                          {"expected", 0.4},
                          {"q_value", 2e-9},
                          {"first_time", 1500000000.5},
                          {"last_time", 1500600000},
                          {"members", columns},
                          {"objects", {{"source", {"harbour.example", nullptr}}}}};
    std::ofstream(folder / "networks.ndjson")
        << Json{{"run", {{"title", name}, {"accounts", 1000}, {"events", 5000}}}, {"traces", Json::array()}}.dump()
        << "\n"
        << network.dump() << "\n";
    return folder.string();
  }

  int64_t imported(const Actor& analyst, const std::vector<std::string>& accounts, const std::string& name = "result") {
    auto summary = import_result(store(), analyst, result(accounts, name));
    EXPECT_TRUE(summary) << to_string(summary.error());
    return summary->case_ids.front();
  }

  void policy() {
    const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
    auto added = add_policy(store(), chief,
                            {.policy_id = "manipulation",
                             .name = "Acting in concert",
                             .text = "Accounts may not pretend to act independently.",
                             .measures = {"label", "suspend", "terminate"}});
    EXPECT_TRUE(added) << to_string(added.error());
  }

  NewDecision suspend() const {
    return {.measure = "suspend",
            .policy_id = "manipulation",
            .policy_version = 1,
            .reasons = "The same posts, within seconds."};
  }

  std::unique_ptr<Opened> opened;
};

#define EXPECT_OK(result) EXPECT_TRUE(result) << to_string((result).error())
#define ASSERT_OK(result) ASSERT_TRUE(result) << to_string((result).error())
#define EXPECT_KIND(expected, result)                                    \
  do {                                                                   \
    auto given = (result);                                               \
    ASSERT_FALSE(given);                                                 \
    EXPECT_EQ(given.error().kind, expected) << to_string(given.error()); \
  } while (false)

}  // namespace lockstep::cases
