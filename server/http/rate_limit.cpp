#include "server/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace lockstep::server {

using namespace std::chrono;

RateLimit::RateLimit(Rate rate, Now now, size_t most_keys) : rate_(rate), now_(std::move(now)), most_keys_(most_keys) {}

milliseconds RateLimit::take(const std::string& key) {
  const Clock::time_point now = now_();
  const std::lock_guard lock(mutex_);
  auto at = buckets_.find(key);
  if (at == buckets_.end()) {
    if (buckets_.size() >= most_keys_) forget_full(now);
    if (buckets_.size() >= most_keys_) return 1s;
    at = buckets_.emplace(key, Bucket{rate_.burst, now}).first;
  }
  Bucket& bucket = at->second;
  bucket = {filled_to(bucket, now), std::max(now, bucket.filled)};
  if (bucket.tokens < 1) return milliseconds(int64_t(std::ceil((1 - bucket.tokens) / rate_.per_second * 1000)));
  bucket.tokens -= 1;
  return 0ms;
}

// A clock that goes back fills nothing.
double RateLimit::filled_to(const Bucket& bucket, Clock::time_point now) const {
  const double seconds = std::max(0.0, duration<double>(now - bucket.filled).count());
  return std::min(rate_.burst, bucket.tokens + seconds * rate_.per_second);
}

void RateLimit::forget_full(Clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) { return filled_to(entry.second, now) >= rate_.burst; });
}

}  // namespace lockstep::server
