#include "lockstep/pairs/count_keys.h"

#include <algorithm>
#include <bit>

namespace lockstep {
namespace {

template <class Visit>
void for_each_key(std::span<const KeyStore> stores, size_t partition, Visit&& visit) {
  for (const KeyStore& store : stores)
    store.for_each_piece(partition, [&](std::span<const PairKey> keys) {
      for (PairKey key : keys) visit(key);
    });
}

}  // namespace

// Returns how many keys may have a marked bit, at most.
size_t KeyCounter::mark_repeated(std::span<const KeyStore> stores, size_t partition, size_t keys) {
  const size_t bits = std::bit_ceil(std::max<size_t>(64, 8 * keys));
  bit_mask_ = bits - 1;
  seen_.assign(bits / 64, 0);
  repeated_.assign(bits / 64, 0);
  size_t found_set = 0;
  for_each_key(stores, partition, [&](PairKey key) {
    const uint64_t at = (key >> shift_) & bit_mask_, bit = uint64_t(1) << (at & 63);
    uint64_t& word = seen_[at >> 6];
    if (word & bit) {
      repeated_[at >> 6] |= bit;
      ++found_set;
    }
    word |= bit;
  });
  return 2 * found_set;
}

bool KeyCounter::is_marked(PairKey key) const {
  const uint64_t at = (key >> shift_) & bit_mask_;
  return repeated_[at >> 6] >> (at & 63) & 1;
}

void KeyCounter::add(PairKey key) {
  const size_t mask = table_.size() - 1;
  size_t slot = (key >> shift_) & mask;
  while (table_[slot].key != key && table_[slot].key != 0) slot = (slot + 1) & mask;
  table_[slot].key = key;
  ++table_[slot].count;
}

void KeyCounter::count(std::span<const KeyStore> stores, size_t partition, unsigned partition_bits, uint32_t least,
                       std::vector<CountedKey>& counted) {
  shift_ = partition_bits;
  size_t keys = 0;
  for (const KeyStore& store : stores) keys += store.size(partition);
  if (keys < least) return;
  const size_t candidates = least < 2 ? keys : mark_repeated(stores, partition, keys);
  table_.assign(std::bit_ceil(2 * candidates + 1), {});
  for_each_key(stores, partition, [&](PairKey key) {
    if (least < 2 || is_marked(key)) add(key);
  });
  for (const CountedKey& entry : table_)
    if (entry.key != 0 && entry.count >= least) counted.push_back(entry);
}

}  // namespace lockstep
