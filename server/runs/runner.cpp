#include "server/runs/runner.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>

#include "server/runs/said.h"

namespace lockstep::server {

Runner::Runner(RunnerOptions options, TellNews news, TellProgress progress)
    : options_(std::move(options)), news_(std::move(news)), progress_(std::move(progress)) {
  for (unsigned i = 0; i < options_.most_at_once; ++i) workers_.emplace_back([this] { work(); });
  killer_ = std::thread([this] { kill_overdue(); });
}

Runner::~Runner() { stop(); }

void Runner::start(RunOrder order) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(order));
  changed_.notify_all();
}

void Runner::work() {
  for (;;) {
    RunOrder order;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      order = std::move(waiting_.front());
      waiting_.pop_front();
      running_[order.run_id].progress.run_id = order.run_id;
    }
    run(order);
    const std::lock_guard lock(mutex_);
    running_.erase(order.run_id);
    changed_.notify_all();
  }
}

void Runner::run(const RunOrder& order) {
  news_({.run_id = order.run_id, .state = RunState::running});
  std::vector<std::string> arguments{options_.program, "detect", "--json", "--progress-json", "--out=" + order.folder};
  arguments.insert(arguments.end(), order.options.begin(), order.options.end());
  arguments.emplace_back("--");
  arguments.insert(arguments.end(), order.files.begin(), order.files.end());
  Result<Child> child = Child::start(arguments);
  if (!child) {
    news_({.run_id = order.run_id, .state = RunState::failed, .error = to_string(child.error())});
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    Running& here = running_[order.run_id];
    here.group = child->group();
    if (here.cancelled || stopping_) interrupt(here);
  }
  const ChildEnd end = child->wait([&](const std::string& line) { note(order, line); });
  bool cancelled = false;
  {
    const std::lock_guard lock(mutex_);
    cancelled = running_[order.run_id].cancelled || stopping_;
    running_.erase(order.run_id);  // before its end is told: who has heard of that can cancel it no more
  }
  tell_end(order, end, cancelled);
}

void Runner::note(const RunOrder& order, const std::string& line) {
  const std::optional<RunProgress> progress = parse_progress(order.run_id, line);
  if (!progress) return;
  {
    const std::lock_guard lock(mutex_);
    running_[order.run_id].progress = *progress;
  }
  progress_(*progress);
}

// A run that was asked to stop and was done before it heard of it is done.
void Runner::tell_end(const RunOrder& order, const ChildEnd& end, bool cancelled) {
  RunNews news{.run_id = order.run_id, .state = RunState::failed};
  nlohmann::json summary = nlohmann::json::parse(end.output, nullptr, false);
  if (end.exit_code == 0 && summary.is_object()) {
    news.state = RunState::done;
    news.folder = order.folder;
    news.summary = std::move(summary);
  } else {
    news.state = cancelled ? RunState::cancelled : RunState::failed;
    if (!cancelled) news.error = to_string(said_error(end));
    std::error_code ignored;
    std::filesystem::remove_all(order.folder, ignored);
  }
  news_(news);
}

bool Runner::cancel(int64_t run_id) {
  std::unique_lock lock(mutex_);
  const auto waits = std::ranges::find(waiting_, run_id, &RunOrder::run_id);
  if (waits != waiting_.end()) {
    waiting_.erase(waits);
    lock.unlock();
    news_({.run_id = run_id, .state = RunState::cancelled});
    return true;
  }
  const auto runs = running_.find(run_id);
  if (runs == running_.end()) return false;
  runs->second.cancelled = true;
  interrupt(runs->second);
  return true;
}

// REQUIRES: mutex_ is held. One that is about to start is interrupted as soon as it has.
void Runner::interrupt(Running& running) {
  if (running.group == 0 || running.kill_at) return;
  kill(-running.group, SIGINT);
  running.kill_at = std::chrono::steady_clock::now() + options_.grace;
  changed_.notify_all();
}

void Runner::kill_overdue() {
  std::unique_lock lock(mutex_);
  while (!ended_) {
    auto next = std::chrono::steady_clock::time_point::max();
    for (auto& [run_id, running] : running_) {
      if (running.group == 0 || !running.kill_at) continue;
      if (*running.kill_at <= std::chrono::steady_clock::now())
        kill(-running.group, SIGKILL);
      else
        next = std::min(next, *running.kill_at);
    }
    if (next == std::chrono::steady_clock::time_point::max())
      changed_.wait(lock);
    else
      changed_.wait_until(lock, next);
  }
}

void Runner::stop() {
  std::vector<int64_t> dropped;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(stopping_, true)) return;
    for (const RunOrder& order : waiting_) dropped.push_back(order.run_id);
    waiting_.clear();
    for (auto& [run_id, running] : running_) interrupt(running);
    changed_.notify_all();
  }
  for (std::thread& worker : workers_) worker.join();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  killer_.join();
  for (const int64_t run_id : dropped) news_({.run_id = run_id, .state = RunState::cancelled});
}

std::optional<RunProgress> Runner::progress_of(int64_t run_id) const {
  const std::lock_guard lock(mutex_);
  const auto at = running_.find(run_id);
  if (at == running_.end()) return std::nullopt;
  return at->second.progress;
}

size_t Runner::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace lockstep::server
