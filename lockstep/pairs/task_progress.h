// lockstep/pairs/task_progress.h
//
// A Progress that several threads may tell: they add up, and one at a time passes the sum on.
#pragma once

#include <atomic>
#include <mutex>

#include "lockstep/base/progress.h"

namespace lockstep {

class TaskProgress {
 public:
  TaskProgress(Progress& progress, std::string_view stage, uint64_t total, std::string_view unit)
      : progress_(progress) {
    progress_.begin(stage, total, unit);
  }

  void add(uint64_t units) {
    const uint64_t done = done_ += units;
    const std::unique_lock telling(telling_, std::try_to_lock);
    if (telling) progress_.at(done);
  }

  bool cancelled() const { return progress_.cancelled(); }

 private:
  Progress& progress_;
  std::atomic<uint64_t> done_ = 0;
  std::mutex telling_;
};

}  // namespace lockstep
