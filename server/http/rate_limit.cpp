#include "server/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace lockstep::server {

using namespace std::chrono;

RateLimit::RateLimit(Rate rate, Now now, size_t most_keys) : rate_(rate), now_(std::move(now)), most_keys_(most_keys) {}

milliseconds RateLimit::wait(const std::string& key) {
  const Clock::time_point now = now_();
  const std::lock_guard lock(mutex_);
  const auto at = buckets_.find(key);
  if (at == buckets_.end()) return has_room(now) ? 0ms : 1s;
  const double tokens = filled_to(at->second, now);
  return tokens >= 1 ? 0ms : milliseconds(int64_t(std::ceil((1 - tokens) / rate_.per_second * 1000)));
}

void RateLimit::take(const std::string& key) {
  const Clock::time_point now = now_();
  const std::lock_guard lock(mutex_);
  if (!buckets_.contains(key) && !has_room(now)) return;
  Bucket& bucket = buckets_.try_emplace(key, Bucket{rate_.burst, now}).first->second;
  bucket = {std::max(filled_to(bucket, now) - 1, -rate_.burst), std::max(now, bucket.filled)};
}

// A clock that goes back fills nothing.
double RateLimit::filled_to(const Bucket& bucket, Clock::time_point now) const {
  const double seconds = std::max(0.0, duration<double>(now - bucket.filled).count());
  return std::min(rate_.burst, bucket.tokens + seconds * rate_.per_second);
}

// REQUIRES: mutex_ is held.
bool RateLimit::has_room(Clock::time_point now) {
  if (buckets_.size() >= most_keys_)
    std::erase_if(buckets_, [&](const auto& entry) { return filled_to(entry.second, now) >= rate_.burst; });
  return buckets_.size() < most_keys_;
}

}  // namespace lockstep::server
