#include "server/api/old_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace lockstep::server {
namespace {

namespace fs = std::filesystem;

constexpr int64_t now = 1'700'000'000, day = 86'400;

class OldFilesIn : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(data); }
  void TearDown() override { fs::remove_all(data); }

  // A folder with a file in it, as old as is said.
  void put(const std::string& name, int64_t age_days) const {
    fs::create_directories(data / name);
    std::ofstream(data / name / "posts.csv") << "account_id,time\n";
    const auto time = std::chrono::file_clock::from_sys(
        std::chrono::sys_time<std::chrono::seconds>(std::chrono::seconds(now - age_days * day)));
    fs::last_write_time(data / name / "posts.csv", time);
    fs::last_write_time(data / name, time);
  }
  std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const char* folder : {"runs", "uploads"})
      for (const auto& entry : fs::directory_iterator(data / folder))
        names.push_back(std::string(folder) + "/" + entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }
  std::vector<std::string> clear(const std::vector<cases::RunFiles>& runs, std::optional<int64_t> before) {
    const OldFiles old = old_files(folders_in(data), runs, before);
    run_ids = old.run_ids;
    remove(old);
    return in_words(old);
  }

  const fs::path data = fs::temp_directory_path() / ("lockstep-old-files-" + std::to_string(getpid()));
  std::vector<int64_t> run_ids;
};

using Words = std::vector<std::string>;

TEST_F(OldFilesIn, UploadsAndResultsGoWhenTheyAreOldAndNobodyUsesThem) {
  for (const char* name : {"uploads/never-used", "uploads/of-a-run-long-ago", "uploads/of-a-run-lately",
                           "uploads/of-a-run-that-waits", "runs/1", "runs/2"})
    put(name, 40);
  put("uploads/new", 1);
  const std::vector<cases::RunFiles> runs{
      {.run_id = 1, .files = {"upload:of-a-run-long-ago/posts.csv"}, .folder = "/r/1", .ended_at = now - 40 * day},
      {.run_id = 2, .files = {"upload:of-a-run-lately/posts.csv"}, .folder = "/r/2", .ended_at = now - 2 * day},
      {.run_id = 3, .files = {"upload:of-a-run-that-waits/posts.csv"}, .folder = "", .ended_at = {}}};
  EXPECT_EQ(clear(runs, now - 30 * day), (Words{"uploads: 2", "results of runs: 1"}));
  EXPECT_EQ(run_ids, (std::vector<int64_t>{1}));
  EXPECT_EQ(left(), (Words{"runs/2", "uploads/new", "uploads/of-a-run-lately", "uploads/of-a-run-that-waits"}));
  EXPECT_EQ(clear(runs, now - 30 * day), Words{});
}

TEST_F(OldFilesIn, StayWhereTheSettingSaysSoButForWhatRunsLeftHalf) {
  for (const char* name : {"uploads/never-used", "runs/1", "runs/2", "runs/3.part", "runs/4.part", "runs/99"})
    put(name, 400);
  const std::vector<cases::RunFiles> runs{
      {.run_id = 1, .files = {}, .folder = "/r/1", .ended_at = now - 400 * day},
      {.run_id = 2, .files = {}, .folder = "", .ended_at = now - 400 * day},  // failed
      {.run_id = 3, .files = {}, .folder = "", .ended_at = now - 400 * day},  // killed
      {.run_id = 4, .files = {}, .folder = "", .ended_at = {}}};              // writes now
  EXPECT_EQ(clear(runs, std::nullopt), Words{"half results: 3"});
  EXPECT_EQ(left(), (Words{"runs/1", "runs/4.part", "uploads/never-used"}));
}

TEST_F(OldFilesIn, OfARunThatBeganAfterTheFoldersWereReadAreLeftAlone) {
  put("runs/1.part", 0);
  const FoldersThere there = folders_in(data);
  put("runs/2.part", 0);
  remove(old_files(there, {{.run_id = 1, .files = {}, .folder = "", .ended_at = now}}, now));
  EXPECT_TRUE(fs::exists(data / "runs/2.part"));
}

}  // namespace
}  // namespace lockstep::server
