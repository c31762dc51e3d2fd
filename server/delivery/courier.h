// server/delivery/courier.h
//
// Carries what was decided to the platform: each message as a signed POST, in order for each account, again with
// growing pauses until the receiver confirms with a 2xx, and after twelve attempts onto the list of dead ones. A
// message can arrive twice (its answer was lost): its number is the receiver's idempotency key. It also enforces
// retention, once an hour.
//
//   POST <webhook_url>
//   Lockstep-Signature: t=1600000000,v1=<hex HMAC-SHA256 of "1600000000.<body>" under webhook_secret>
//   Idempotency-Key: 31
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "lockstep/cases/cases.h"

namespace lockstep::server {

// Delivers what is due once, as long as `goes_on` says so; returns how many were tried. For tests, and for the thread.
Result<int64_t> deliver_due(
    cases::Store& store, int64_t limit = 50, const std::function<bool()>& goes_on = [] { return true; });

class Courier {
 public:
  // log: a line for the operator. hourly: what else is to be done at the start and once an hour.
  Courier(cases::Store& store, std::function<void(const std::string&)> log, std::function<void()> hourly);
  ~Courier();  // lets the message that is on its way arrive

 private:
  void work();
  bool is_stopping();
  cases::Store& store_;
  std::function<void(const std::string&)> log_;
  std::function<void()> hourly_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace lockstep::server
