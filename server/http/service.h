// server/http/service.h
//
// What all connections share.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <map>
#include <mutex>

#include "server/http/dispatch.h"

namespace lockstep::server {

// The open connections, each with a way to end it where it waits for nothing but another request.
class Connections {
 public:
  using Id = uint64_t;
  Id add(std::function<void()> end_if_idle);
  void remove(Id id);
  size_t count() const;
  void end_idle();
  bool wait_for_none(std::chrono::milliseconds longest);

 private:
  mutable std::mutex mutex_;
  std::condition_variable none_;
  Id last_ = 0;
  std::map<Id, std::function<void()>> open_;
};

struct Service {
  Service(ServerOptions server_options, ServerParts server_parts);

  ServerOptions options;
  ServerParts parts;
  Metrics metrics;
  Dispatch dispatch;
  Connections connections;
  std::atomic<bool> stopping = false;
  std::atomic<size_t> at_workers = 0;  // requests that run or wait for a worker
  std::atomic<size_t> streams = 0;
  boost::asio::thread_pool workers;

  void at_workers_changed(int by);
  void streams_changed(int by);
};

}  // namespace lockstep::server
