// lockstep/pairs/shared_touches.h
//
// The touches behind pairs that are known already.
#pragma once

#include <span>
#include <vector>

#include "lockstep/base/parallel.h"
#include "lockstep/pairs/object_windows.h"
#include "lockstep/pairs/pair_key.h"
#include "lockstep/pairs/plan.h"
#include "lockstep/pairs/task_progress.h"

namespace lockstep {

// Finds pairs by their accounts. Most lookups are for pairs that are not there: two bits for each pair tell them, in
// cache.
class PairIndex {
 public:
  PairIndex(std::span<const Pair> pairs, uint32_t accounts);

  // Whether the account is in any pair.
  bool has(AccountIndex account) const { return involved_[account >> 6] >> (account & 63) & 1; }

  // The pair's position, or UINT32_MAX.
  uint32_t find(AccountIndex x, AccountIndex y) const {
    const PairKey key = pair_key(x, y);
    const uint64_t mark = mark_of(key);
    if ((present_[(key & bit_mask_) >> 6] & mark) != mark) return UINT32_MAX;
    return look_up(key);
  }

 private:
  // Two bits of the key's word.
  static uint64_t mark_of(PairKey key) { return uint64_t(1) << (key & 63) | uint64_t(1) << (key >> 58); }
  uint32_t look_up(PairKey key) const;

  struct Slot {
    PairKey key = 0;  // 0: empty
    uint32_t pair = UINT32_MAX;
  };
  std::vector<uint64_t> involved_, present_;
  uint64_t bit_mask_;
  std::vector<Slot> slots_;
};

// Calls visit(pair, earlier, later) for every two touches in `range`, by the two accounts of a pair, that lie within
// their object's window; `earlier` and `later` are positions in the table.
class SharedTouchFinder {
 public:
  SharedTouchFinder(const TraceTable& touches, const PairIndex& pairs) : touches_(touches), pairs_(pairs) {}

  template <class Visit>
  void for_each(TouchRange range, ObjectWindows windows, Visit&& visit) {
    for_each_object(touches_, range.begin, range.end, [&](ObjectTouches object) {
      if (keep_involved(object) < 2) return;
      const std::optional<Duration> window = windows.of(object.object);
      if (!window) return;
      size_t oldest = 0;
      for (size_t later = 1; later < kept_.size(); ++later) {
        const Kept newer = kept_[later];
        while (newer.time - kept_[oldest].time > *window) ++oldest;
        for (size_t earlier = oldest; earlier < later; ++earlier) {
          const uint32_t pair = pairs_.find(kept_[earlier].account, newer.account);
          if (pair != UINT32_MAX) visit(pair, kept_[earlier].touch, newer.touch);
        }
      }
    });
  }

 private:
  struct Kept {
    Timestamp time;
    AccountIndex account;
    uint32_t touch;
  };

  // The object's touches by accounts that are in any pair.
  size_t keep_involved(ObjectTouches object) {
    kept_.clear();
    for (uint32_t touch = object.begin; touch < object.end; ++touch)
      if (pairs_.has(touches_.account[touch])) kept_.push_back({touches_.time[touch], touches_.account[touch], touch});
    return kept_.size();
  }

  const TraceTable& touches_;
  const PairIndex& pairs_;
  std::vector<Kept> kept_;
};

// One more than the largest account.
uint32_t account_bound(const TraceTable& touches);

}  // namespace lockstep
