// lockstep/pairs/object_pairs.h
//
// The distinct pairs of accounts that touched one object within a window: each once, however often they touched it.
#pragma once

#include <algorithm>
#include <vector>

#include "lockstep/pairs/object_windows.h"
#include "lockstep/pairs/pair_key.h"

namespace lockstep {

class ObjectPairs {
 public:
  ObjectPairs(const TraceTable& touches, uint32_t accounts) : touches_(touches), stamp_(accounts, no_term) {}

  // Calls visit(PairKey) for each pair, until stop() says so, which is asked every few touches. Cost: one step for each
  // two touches within the window, two where an account touched the object more than once. Memory: 28 bytes a touch of
  // the object.
  template <class Stop, class Visit>
  void for_each(ObjectTouches object, Duration window, Stop&& stop, Visit&& visit) {
    if (anybody_returns(object))
      each_of_returning(object, window, stop, visit);
    else
      each_of_single(object, window, stop, visit);
  }

 private:
  static constexpr uint32_t touches_a_question = 256;

  // Everybody touched it once: two pointers over the touches in time order, every pair is visited at its later touch.
  template <class Stop, class Visit>
  void each_of_single(ObjectTouches object, Duration window, Stop&& stop, Visit&& visit) const {
    const Timestamp* const time = touches_.time.data();
    const AccountIndex* const account = touches_.account.data();
    uint32_t oldest = object.begin;
    for (uint32_t later = object.begin + 1; later < object.end; ++later) {
      if ((later - object.begin) % touches_a_question == 0 && stop()) return;
      while (time[later] - time[oldest] > window) ++oldest;
      for (uint32_t earlier = oldest; earlier < later; ++earlier) visit(pair_key(account[earlier], account[later]));
    }
  }

  // Account by account, ascending: whom it met around any of its touches, each partner once. A pair is visited from its
  // lower account. Where the surroundings of two touches overlap they are walked once.
  template <class Stop, class Visit>
  void each_of_returning(ObjectTouches object, Duration window, Stop&& stop, Visit&& visit) {
    rank_accounts(object);
    find_surroundings(object, window);
    const uint32_t n = object.size();
    for (uint32_t i = 0, walked = 0; i < n; ++i) {
      if (i % touches_a_question == touches_a_question - 1 && stop()) return;
      const uint32_t rank = rank_[by_account_[i]];
      if (i == 0 || rank_[by_account_[i - 1]] != rank) walked = 0;
      const uint32_t from = std::max(walked, first_near_[by_account_[i]]), to = end_near_[by_account_[i]];
      for (uint32_t other = from; other < to; ++other) {
        if (rank_[other] <= rank || met_[rank_[other]] == rank) continue;
        met_[rank_[other]] = rank;
        visit(pair_key(touches_.account[object.begin + by_account_[i]], touches_.account[object.begin + other]));
      }
      walked = std::max(walked, to);
    }
  }

  bool anybody_returns(ObjectTouches object);
  void rank_accounts(ObjectTouches object);
  void find_surroundings(ObjectTouches object, Duration window);

  const TraceTable& touches_;
  std::vector<ObjectIndex> stamp_;  // by account: the last object it was seen to touch

  // One object's touches by their position in it.
  std::vector<uint64_t> sorted_;                 // account, position
  std::vector<uint32_t> by_account_;             // positions by (account, time)
  std::vector<uint32_t> rank_;                   // of the account among the object's
  std::vector<uint32_t> first_near_, end_near_;  // the positions within the window
  std::vector<uint32_t> met_;                    // by rank: the last lower rank it was visited with
};

}  // namespace lockstep
