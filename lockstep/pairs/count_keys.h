// lockstep/pairs/count_keys.h
//
// How often each key of a partition occurs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/pairs/key_store.h"

namespace lockstep {

struct CountedKey {
  PairKey key;
  uint32_t count;
};

// One thread's tables for counting, kept from partition to partition.
//
// Nearly all pairs meet once. So where two are asked for, a first pass over the keys sets one bit for each, and marks
// the bits that were set already; only keys with a marked bit enter the table. A shared bit costs a place in the table,
// never an answer.
class KeyCounter {
 public:
  // Appends the keys of one partition of all stores that occur at least `least` times to `counted`, in no order.
  void count(std::span<const KeyStore> stores, size_t partition, unsigned partition_bits, uint32_t least,
             std::vector<CountedKey>& counted);

 private:
  size_t mark_repeated(std::span<const KeyStore> stores, size_t partition, size_t keys);
  bool is_marked(PairKey key) const;
  void add(PairKey key);

  unsigned shift_ = 0;  // the low bits are the same in the whole partition
  uint64_t bit_mask_ = 0;
  std::vector<uint64_t> seen_, repeated_;
  std::vector<CountedKey> table_;  // key 0: empty
};

}  // namespace lockstep
