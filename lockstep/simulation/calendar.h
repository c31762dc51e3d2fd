// lockstep/simulation/calendar.h
//
// Acts that wait for their time. Buckets of ten minutes; only the bucket that is being lived through is kept in order,
// as a heap, so that an act may cause another a second later.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace lockstep::simulation {

enum class Does : uint8_t {
  browse,   // opens the app and does something: what, depends on what stands in the feed
  publish,  // a post of its own
  react_repost,
  react_reply,
  react_link,  // to post `target`, because of a notification
  join,        // takes part in campaign `target`
  occasion,    // planted: acts on occasion `target`
};

struct Act {
  int64_t time;     // seconds since 1970
  uint64_t serial;  // order among equal times
  uint32_t account;
  uint32_t target;
  Does does;
};

class Calendar {
 public:
  Calendar(int64_t begin, int64_t end)
      : begin_(begin), end_(end), buckets_(size_t((end - begin) / bucket_seconds + 1)) {}

  // Acts outside the simulated span are let go.
  void add(int64_t time, uint32_t account, Does does, uint32_t target = 0) {
    if (time < begin_ || time >= end_) return;
    const size_t bucket = size_t((time - begin_) / bucket_seconds);
    if (bucket < current_) return;
    std::vector<Act>& acts = buckets_[bucket];
    acts.push_back({time, serial_++, account, target, does});
    if (opened_ && bucket == current_) std::push_heap(acts.begin(), acts.end(), later);
  }

  // The next act before `until`, in order of (time, serial); false where there is none.
  bool next(int64_t until, Act& act) {
    for (; current_ < buckets_.size(); ++current_, opened_ = false) {
      std::vector<Act>& acts = buckets_[current_];
      if (!opened_) {
        if (begin_ + int64_t(current_) * bucket_seconds >= until) return false;
        std::make_heap(acts.begin(), acts.end(), later);
        opened_ = true;
      }
      if (acts.empty()) {
        std::vector<Act>().swap(acts);
        continue;
      }
      if (acts.front().time >= until) return false;
      std::pop_heap(acts.begin(), acts.end(), later);
      act = acts.back();
      acts.pop_back();
      return true;
    }
    return false;
  }

 private:
  static constexpr int64_t bucket_seconds = 600;
  static bool later(const Act& a, const Act& b) { return a.time != b.time ? a.time > b.time : a.serial > b.serial; }

  int64_t begin_, end_;
  std::vector<std::vector<Act>> buckets_;
  size_t current_ = 0;
  bool opened_ = false;
  uint64_t serial_ = 0;
};

}  // namespace lockstep::simulation
