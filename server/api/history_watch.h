// server/api/history_watch.h
//
// What others do in the store: another server on it, the command line. What this server does it tells by itself.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "lockstep/cases/cases.h"

namespace lockstep::server {

// Looks once a second, on a thread of its own, and tells each new entry of the history that was not told here, in its
// order, one look later: by then those of this server are known. While the database is away it waits.
class HistoryWatch {
 public:
  HistoryWatch(cases::Store& store, std::function<void(const cases::Entry&)> tell);
  ~HistoryWatch();
  HistoryWatch(const HistoryWatch&) = delete;
  HistoryWatch& operator=(const HistoryWatch&) = delete;

  void told_here(const std::vector<cases::Entry>& entries);

 private:
  void work();
  void look();
  void tell_unless_told(cases::HistoryRow& row);

  cases::Store& store_;
  const std::function<void(const cases::Entry&)> tell_;
  int64_t told_ = -1, seen_ = -1;  // entries that were told; that were there a look ago. -1: not known yet
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<cases::Entry> told_here_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace lockstep::server
