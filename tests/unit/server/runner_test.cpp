#include "server/runs/runner.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "server/runs/said.h"

namespace lockstep::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A program in lockstep's place: a shell script that is asked "detect --json --progress-json --out=FOLDER -- FILE".
class Runs : public testing::Test {
 protected:
  Runs() : folder_(fs::temp_directory_path() / ("lockstep-runs-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~Runs() override { fs::remove_all(folder_); }

  std::string program(const std::string& script) {
    const std::string path = folder_ / "program";
    std::ofstream(path) << "#!/bin/sh\nout=${4#--out=}\n" << script;
    fs::permissions(path, fs::perms::owner_all);
    return path;
  }
  std::unique_ptr<Runner> runner(const std::string& script, unsigned most_at_once = 1) {
    return std::make_unique<Runner>(
        RunnerOptions{.program = program(script), .most_at_once = most_at_once, .grace = 300ms},
        [this](const RunNews& news) {
          const std::lock_guard lock(mutex_);
          news_.push_back(news);
          changed_.notify_all();
        },
        [this](const RunProgress& progress) {
          const std::lock_guard lock(mutex_);
          progress_.push_back(progress);
          changed_.notify_all();
        });
  }
  RunOrder order(int64_t id) const {
    return {.run_id = id, .files = {"posts.csv"}, .options = {}, .folder = folder_ / ("result-" + std::to_string(id))};
  }
  template <class Condition>
  bool wait_for(Condition&& condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, condition);
  }
  size_t count(RunState state) const {
    return size_t(std::ranges::count_if(news_, [&](const RunNews& news) { return news.state == state; }));
  }

  fs::path folder_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<RunNews> news_;
  std::vector<RunProgress> progress_;
};

TEST_F(Runs, TellTheirProgressAndTheirSummary) {
  const auto runner = this->runner(
      "echo '{\"stage\":\"reading\",\"done\":1,\"total\":4,\"unit\":\"rows\"}' >&2\nmkdir $out\necho '{\"networks\": "
      "2}'\n");
  runner->start(order(7));
  ASSERT_TRUE(wait_for([&] { return count(RunState::done) == 1; }));
  ASSERT_EQ(progress_.size(), 1u);
  EXPECT_EQ(progress_[0].line, "reading: 25% of 4 rows");
  EXPECT_EQ(news_.back().summary["networks"], 2);
  EXPECT_TRUE(fs::exists(news_.back().folder));
}

TEST_F(Runs, ThatFailSayTheErrorOfTheProgramAndLeaveNothing) {
  const auto runner = this->runner(
      "mkdir $out\necho '{\"error\":{\"kind\":\"input\",\"message\":\"no table\",\"where\":\"posts.csv\"}}' >&2\nexit "
      "3\n");
  runner->start(order(1));
  ASSERT_TRUE(wait_for([&] { return count(RunState::failed) == 1; }));
  EXPECT_EQ(news_.back().error, "posts.csv: no table");
  EXPECT_FALSE(fs::exists(order(1).folder));
}

TEST_F(Runs, ThatAreKilledFromOutsideFailAndSayHow) {
  const auto runner = this->runner("echo half a word >&2; kill -9 $$\n");
  runner->start(order(1));
  ASSERT_TRUE(wait_for([&] { return count(RunState::failed) == 1; }));
  EXPECT_EQ(news_.back().error, "the detection ended by a signal (Killed)\n  half a word");
}

TEST_F(Runs, EndWhenTheyAreCancelledEvenIfTheyDoNotListen) {
  const auto runner = this->runner("trap '' INT\nmkdir $out\necho '{\"stage\":\"deaf\"}' >&2\nsleep 30\n");
  runner->start(order(1));
  ASSERT_TRUE(wait_for([&] { return progress_.size() == 1; }));
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(runner->cancel(1));
  ASSERT_TRUE(wait_for([&] { return count(RunState::cancelled) == 1; }));
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  EXPECT_FALSE(fs::exists(order(1).folder));
  EXPECT_FALSE(runner->cancel(1));
}

TEST_F(Runs, WaitForTheirTurnAndCanBeCancelledThere) {
  const auto runner = this->runner("sleep 0.2\necho '{}'\n");
  for (int64_t id = 1; id <= 3; ++id) runner->start(order(id));
  ASSERT_TRUE(wait_for([&] { return count(RunState::running) == 1; }));
  EXPECT_EQ(runner->waiting(), 2u);
  EXPECT_TRUE(runner->cancel(3));
  ASSERT_TRUE(wait_for([&] { return count(RunState::done) == 2; }));
  EXPECT_EQ(count(RunState::running), 2u);
}

TEST_F(Runs, AreAllEndedWhenTheServerStops) {
  auto runner = this->runner("echo '{\"stage\":\"x\"}' >&2\nsleep 30\n", 2);
  for (int64_t id = 1; id <= 3; ++id) runner->start(order(id));
  ASSERT_TRUE(wait_for([&] { return progress_.size() == 2; }));
  runner.reset();
  EXPECT_EQ(count(RunState::cancelled), 3u);
}

TEST_F(Runs, InheritNothingThatIsOpen) {
  const int open = ::open("/dev/null", O_RDONLY);  // without close-on-exec, as sockets of a library may be
  const auto runner = this->runner("echo \"{\\\"open\\\": $(ls /proc/self/fd | wc -l)}\"\n");
  runner->start(order(1));
  ASSERT_TRUE(wait_for([&] { return count(RunState::done) == 1; }));
  ::close(open);
  EXPECT_LE(news_.back().summary["open"], 5);  // three, and what the shell and ls open themselves
}

TEST_F(Runs, OfAProgramThatIsNotThereFail) {
  Runner runner(
      {.program = folder_ / "none"},
      [this](const RunNews& news) {
        const std::lock_guard lock(mutex_);
        news_.push_back(news);
        changed_.notify_all();
      },
      [](const RunProgress&) {});
  runner.start(order(1));
  ASSERT_TRUE(wait_for([&] { return count(RunState::failed) == 1; }));
}

TEST_F(Runs, LookAtFilesWithinATime) {
  EXPECT_EQ((*inspect(program("echo '{\"rows\": 3}'\n"), {"a"}, {}, 10s))["rows"], 3);
  const auto late = inspect(program("sleep 30\n"), {"a"}, {}, 100ms);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().message, "looking at these files takes too long");
}

}  // namespace
}  // namespace lockstep::server
