#include "lockstep/pairs/shared_touches.h"

#include <bit>

namespace lockstep {

PairIndex::PairIndex(std::span<const Pair> pairs, uint32_t accounts)
    : involved_((accounts + 63) / 64), slots_(std::bit_ceil(2 * pairs.size() + 1)) {
  constexpr uint64_t least = 1 << 10, most = 1 << 23;  // bits: 1 MiB at most
  bit_mask_ = std::clamp<uint64_t>(std::bit_ceil(16 * pairs.size()), least, most) - 1;
  present_.resize((bit_mask_ + 1) / 64);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto [a, b] = std::pair(pairs[i].a, pairs[i].b);
    involved_[a >> 6] |= uint64_t(1) << (a & 63);
    involved_[b >> 6] |= uint64_t(1) << (b & 63);
    const PairKey key = pair_key(a, b);
    present_[(key & bit_mask_) >> 6] |= mark_of(key);
    size_t slot = key & (slots_.size() - 1);
    while (slots_[slot].key != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {key, uint32_t(i)};
  }
}

uint32_t PairIndex::look_up(PairKey key) const {
  for (size_t slot = key & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1))
    if (slots_[slot].key == key || slots_[slot].key == 0) return slots_[slot].pair;
}

uint32_t account_bound(const TraceTable& touches) {
  if (touches.size() == 0) return 0;
  return *std::max_element(touches.account.begin(), touches.account.end()) + 1;
}

}  // namespace lockstep
