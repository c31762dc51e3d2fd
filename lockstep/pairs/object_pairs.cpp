#include "lockstep/pairs/object_pairs.h"

namespace lockstep {

bool ObjectPairs::anybody_returns(ObjectTouches object) {
  const AccountIndex* const account = touches_.account.data();
  if (object.size() <= 8) {
    for (uint32_t i = object.begin + 1; i < object.end; ++i)
      for (uint32_t j = object.begin; j < i; ++j)
        if (account[i] == account[j]) return true;
    return false;
  }
  for (uint32_t i = object.begin; i < object.end; ++i) {
    if (stamp_[account[i]] == object.object) return true;
    stamp_[account[i]] = object.object;
  }
  return false;
}

void ObjectPairs::rank_accounts(ObjectTouches object) {
  const AccountIndex* const account = touches_.account.data() + object.begin;
  by_account_.resize(object.size());
  rank_.resize(object.size());
  sorted_.clear();
  for (uint32_t i = 0; i < object.size(); ++i) sorted_.push_back(uint64_t(account[i]) << 32 | i);
  std::sort(sorted_.begin(), sorted_.end());
  uint32_t rank = 0;
  for (uint32_t i = 0; i < object.size(); ++i) {
    if (i > 0 && sorted_[i] >> 32 != sorted_[i - 1] >> 32) ++rank;
    by_account_[i] = uint32_t(sorted_[i]);
    rank_[by_account_[i]] = rank;
  }
  met_.assign(rank + 1, UINT32_MAX);
}

void ObjectPairs::find_surroundings(ObjectTouches object, Duration window) {
  const Timestamp* const time = touches_.time.data() + object.begin;
  first_near_.resize(object.size());
  end_near_.resize(object.size());
  for (uint32_t i = 0, oldest = 0, newest = 0; i < object.size(); ++i) {
    while (time[i] - time[oldest] > window) ++oldest;
    while (newest < object.size() && time[newest] - time[i] <= window) ++newest;
    first_near_[i] = oldest;
    end_near_[i] = newest;
  }
}

}  // namespace lockstep
