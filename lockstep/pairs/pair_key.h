// lockstep/pairs/pair_key.h
//
// Two accounts as one number, scrambled so that any of its bits can choose a partition or a slot. Scrambling can be
// undone, so the scrambled number alone is stored. Never 0, since a < b.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "lockstep/pairs/pairs.h"

namespace lockstep {

using PairKey = uint64_t;

inline PairKey pair_key(AccountIndex x, AccountIndex y) {
  const uint64_t key = (uint64_t(std::min(x, y)) << 32 | std::max(x, y)) * 0x9e3779b97f4a7c15u;
  return key ^ (key >> 32);
}

// The accounts (a, b), a < b.
inline std::pair<AccountIndex, AccountIndex> accounts_of(PairKey key) {
  const uint64_t plain = (key ^ (key >> 32)) * 0xf1de83e19937733du;  // the inverse of the factor, modulo 2^64
  return {AccountIndex(plain >> 32), AccountIndex(plain)};
}

}  // namespace lockstep
