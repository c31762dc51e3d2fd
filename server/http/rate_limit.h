// server/http/rate_limit.h
//
// Token buckets, one a key (an address, a name). What is counted can be known only afterwards (an attempt that failed),
// so looking and taking are two steps; attempts that ran side by side leave a debt, of at most one burst. Bounded:
// buckets that are full again are forgotten, and if too many keys are known at once a new key is refused rather than
// memory spent.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace lockstep::server {

struct Rate {
  double per_second = 1;
  double burst = 10;  // how many at once
};

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = std::function<Clock::time_point()>;

  explicit RateLimit(Rate rate, Now now = Clock::now, size_t most_keys = 100'000);

  // Until there is one to take; zero: there is. Safe from any thread, as take() is.
  std::chrono::milliseconds wait(const std::string& key);
  void take(const std::string& key);

 private:
  struct Bucket {
    double tokens;
    Clock::time_point filled;
  };
  double filled_to(const Bucket& bucket, Clock::time_point now) const;
  bool has_room(Clock::time_point now);

  Rate rate_;
  Now now_;
  size_t most_keys_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace lockstep::server
