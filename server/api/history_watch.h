// server/api/history_watch.h
//
// What is done in the store, by whichever program: this server, another one on the same store, the command line.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "lockstep/cases/cases.h"

namespace lockstep::server {

// Tells each new entry of the history once, in its order, from a thread of its own: at once after wake(), and of others
// within a second. While the database is away it waits.
class HistoryWatch {
 public:
  HistoryWatch(cases::Store& store, std::function<void(const cases::HistoryRow&)> tell);
  ~HistoryWatch();
  HistoryWatch(const HistoryWatch&) = delete;
  HistoryWatch& operator=(const HistoryWatch&) = delete;

  void wake();

 private:
  void work();
  void look();

  cases::Store& store_;
  const std::function<void(const cases::HistoryRow&)> tell_;
  int64_t told_ = -1;  // entries so far; -1: not known yet
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace lockstep::server
