// server/runs/runner.h
//
// Detections as child processes: to cancel one is to end it, and one that exhausts memory does not take the console
// down. At most `most_at_once` run, the others wait in the order in which they came. Knows nothing of HTTP or of the
// store: it tells what happens, and is told what to do.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "lockstep/base/result.h"
#include "server/runs/child.h"

namespace lockstep::server {

struct RunnerOptions {
  std::string program;  // path of `lockstep`
  unsigned most_at_once = 1;
  std::chrono::milliseconds grace{5'000};  // from SIGINT to SIGKILL
};

struct RunOrder {
  int64_t run_id = 0;
  std::vector<std::string> files;    // resolved
  std::vector<std::string> options;  // checked
  std::string folder;                // of the result; must not exist
};

struct RunProgress {
  int64_t run_id = 0;
  std::string stage;
  double fraction = 0;  // of the stage, where known
  std::string line;     // "reading posts.csv: 40% of 1200000 rows"
};

enum class RunState { running, done, failed, cancelled };

struct RunNews {
  int64_t run_id = 0;
  RunState state;
  std::string folder{};
  std::string error{};          // why it failed, for people
  nlohmann::json summary = {};  // of `detect --json`, when done
};

class Runner {
 public:
  // Both are called from the runner's own threads, for one run in order.
  using TellNews = std::function<void(const RunNews&)>;
  using TellProgress = std::function<void(const RunProgress&)>;

  Runner(RunnerOptions options, TellNews news, TellProgress progress);
  ~Runner();

  void start(RunOrder order);

  // False: it neither runs nor waits. What a cancelled run left behind is removed.
  bool cancel(int64_t run_id);

  // The last that was told of a run, while it runs.
  std::optional<RunProgress> progress_of(int64_t run_id) const;
  size_t waiting() const;

  // Cancels all and waits until they have ended. Nothing starts any more.
  void stop();

 private:
  struct Running {
    pid_t group = 0;
    bool cancelled = false;
    std::optional<std::chrono::steady_clock::time_point> kill_at;
    RunProgress progress;
  };
  void work();
  void run(const RunOrder& order);
  void tell_end(const RunOrder& order, const ChildEnd& end, bool cancelled);
  void interrupt(Running& running);
  void kill_overdue();
  void note(const RunOrder& order, const std::string& line);

  const RunnerOptions options_;
  const TellNews news_;
  const TellProgress progress_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<RunOrder> waiting_;
  std::map<int64_t, Running> running_;
  bool stopping_ = false, ended_ = false;
  std::vector<std::thread> workers_;
  std::thread killer_;
};

// What `lockstep inspect --json` says of files, within `longest`.
Result<nlohmann::json> inspect(const std::string& program, const std::vector<std::string>& files,
                               const std::vector<std::string>& options, std::chrono::milliseconds longest);

}  // namespace lockstep::server
