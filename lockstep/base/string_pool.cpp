#include "lockstep/base/string_pool.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "lockstep/base/hash.h"

namespace lockstep {
namespace {
constexpr size_t chunk_size = 1 << 20;
}

StringPool::StringPool() : slots_(64) {}

const char* StringPool::store(std::string_view text) {
  if (text.size() > chunk_free_) {
    const size_t size = std::max(chunk_size, text.size());
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    chunk_next_ = chunks_.back().get();
    chunk_free_ = size;
  }
  char* const copy = chunk_next_;
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  chunk_next_ += text.size();
  chunk_free_ -= text.size();
  return copy;
}

// The slot that holds `text`, or the empty one where it belongs.
size_t StringPool::slot_of(std::string_view text, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  const uint32_t tag = uint32_t(hash >> 32);
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Slot& found = slots_[slot];
    if (found.index == no_term) return slot;
    if (found.tag == tag && (*this)[found.index] == text) return slot;
  }
}

TermIndex StringPool::intern(std::string_view text) {
  const uint64_t hash = hash_bytes(text);
  const size_t slot = slot_of(text, hash);
  if (slots_[slot].index != no_term) return slots_[slot].index;
  const TermIndex index = size();
  begin_.push_back(store(text));
  length_.push_back(uint32_t(text.size()));
  slots_[slot] = {uint32_t(hash >> 32), index};
  if (2 * begin_.size() > slots_.size()) rebuild(2 * slots_.size());
  return index;
}

TermIndex StringPool::find(std::string_view text) const { return slots_[slot_of(text, hash_bytes(text))].index; }

void StringPool::rebuild(size_t slots) {
  slots_.assign(slots, {});
  const size_t mask = slots - 1;
  for (TermIndex index = 0; index < size(); ++index) {
    const uint64_t hash = hash_bytes((*this)[index]);
    size_t slot = hash & mask;
    while (slots_[slot].index != no_term) slot = (slot + 1) & mask;
    slots_[slot] = {uint32_t(hash >> 32), index};
  }
}

void StringPool::renumber(const std::vector<TermIndex>& new_index) {
  std::vector<const char*> begin(size());
  std::vector<uint32_t> length(size());
  for (TermIndex old = 0; old < size(); ++old) {
    begin[new_index[old]] = begin_[old];
    length[new_index[old]] = length_[old];
  }
  begin_ = std::move(begin);
  length_ = std::move(length);
  for (Slot& slot : slots_)
    if (slot.index != no_term) slot.index = new_index[slot.index];
}

std::vector<TermIndex> StringPool::sort() {
  std::vector<TermIndex> order(size());
  std::iota(order.begin(), order.end(), TermIndex(0));
  std::sort(order.begin(), order.end(), [&](TermIndex a, TermIndex b) { return (*this)[a] < (*this)[b]; });
  std::vector<TermIndex> renumbered(size());
  for (TermIndex rank = 0; rank < size(); ++rank) renumbered[order[rank]] = rank;
  renumber(renumbered);
  return renumbered;
}

}  // namespace lockstep
