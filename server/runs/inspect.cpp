#include <signal.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/runs/runner.h"
#include "server/runs/said.h"

namespace lockstep::server {
namespace {

// Ends a child that takes too long.
class Deadline {
 public:
  Deadline(pid_t group, std::chrono::milliseconds longest)
      : thread_([this, group, longest] {
          std::unique_lock lock(mutex_);
          if (!done_changed_.wait_for(lock, longest, [&] { return done_; })) {
            passed_ = true;
            kill(-group, SIGKILL);
          }
        }) {}
  ~Deadline() { lift(); }

  // Whether it had passed.
  bool lift() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    done_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    return passed_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool done_ = false, passed_ = false;
  std::thread thread_;
};

}  // namespace

Result<nlohmann::json> inspect(const std::string& program, const std::vector<std::string>& files,
                               const std::vector<std::string>& options, std::chrono::milliseconds longest) {
  std::vector<std::string> arguments{program, "inspect", "--json", "--quiet"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.emplace_back("--");
  arguments.insert(arguments.end(), files.begin(), files.end());
  Result<Child> child = Child::start(arguments);
  if (!child) return child.error();
  Deadline deadline(child->group(), longest);
  const ChildEnd end = child->wait({});
  if (deadline.lift())
    return Error{.kind = ErrorKind::input,
                 .message = "looking at these files takes too long",
                 .hint = "start a run; its report says what was read"};
  nlohmann::json said = nlohmann::json::parse(end.output, nullptr, false);
  if (end.exit_code == 0 && !said.is_discarded()) return said;
  Error error = said_error(end);
  if (error.kind == ErrorKind::file) error.kind = ErrorKind::input;
  return error;
}

}  // namespace lockstep::server
