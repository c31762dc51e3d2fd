#include "lockstep/base/string_pool.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

#include "lockstep/base/hash.h"

namespace lockstep {
namespace {
constexpr size_t chunk_size = 1 << 20;
}

StringPool::StringPool() : slots_(64) {}

const char* StringPool::store(std::string_view text) {
  const uint32_t length = uint32_t(text.size());
  const size_t needed = sizeof(length) + text.size();
  if (needed > chunk_free_) {
    const size_t size = std::max(chunk_size, needed);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    chunk_next_ = chunks_.back().get();
    chunk_free_ = size;
  }
  std::memcpy(chunk_next_, &length, sizeof(length));
  char* const copy = chunk_next_ + sizeof(length);
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  chunk_next_ += needed;
  chunk_free_ -= needed;
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

TermIndex StringPool::intern(std::string_view text) { return intern_hashed(text, hash_bytes(text)); }

TermIndex StringPool::intern_hashed(std::string_view text, uint64_t hash) {
  const size_t slot = slot_of(text, hash);
  if (slots_[slot].index != no_term) return slots_[slot].index;
  const TermIndex index = size();
  text_.push_back(store(text));
  slots_[slot] = {uint32_t(hash >> 32), index};
  if (4 * text_.size() > 3 * slots_.size()) rebuild(2 * slots_.size());
  return index;
}

// Each step asks for the memory that the next one needs, for a group of texts; the last is intern() itself, so that a
// wrong guess costs time only.
void StringPool::intern_all(std::span<const std::string_view> texts, std::vector<TermIndex>& indices) {
  constexpr size_t group_size = 32;
  std::array<uint64_t, group_size> hash;
  indices.resize(texts.size());
  for (size_t begin = 0; begin < texts.size(); begin += group_size) {
    const std::span<const std::string_view> group = texts.subspan(begin, std::min(group_size, texts.size() - begin));
    const size_t mask = slots_.size() - 1;
    for (size_t i = 0; i < group.size(); ++i) {
      hash[i] = hash_bytes(group[i]);
      __builtin_prefetch(&slots_[hash[i] & mask]);
    }
    auto guess = [&](size_t i) {
      const Slot& slot = slots_[hash[i] & mask];
      return slot.tag == uint32_t(hash[i] >> 32) ? slot.index : no_term;
    };
    for (size_t i = 0; i < group.size(); ++i)
      if (const TermIndex index = guess(i); index != no_term) __builtin_prefetch(&text_[index]);
    for (size_t i = 0; i < group.size(); ++i)
      if (const TermIndex index = guess(i); index != no_term) __builtin_prefetch(text_[index] - sizeof(uint32_t));
    for (size_t i = 0; i < group.size(); ++i)
      indices[begin + i] = group[i].data() ? intern_hashed(group[i], hash[i]) : no_term;
  }
}

TermIndex StringPool::find(std::string_view text) const { return slots_[slot_of(text, hash_bytes(text))].index; }

void StringPool::rebuild(size_t slots) {
  slots_ = std::vector<Slot>();  // not both tables at once
  slots_.resize(slots);
  const size_t mask = slots - 1;
  for (TermIndex index = 0; index < size(); ++index) {
    const uint64_t hash = hash_bytes((*this)[index]);
    size_t slot = hash & mask;
    while (slots_[slot].index != no_term) slot = (slot + 1) & mask;
    slots_[slot] = {uint32_t(hash >> 32), index};
  }
}

void StringPool::renumber(const std::vector<TermIndex>& new_index) {
  std::vector<const char*> text(size());
  for (TermIndex old = 0; old < size(); ++old) text[new_index[old]] = text_[old];
  text_ = std::move(text);
  for (Slot& slot : slots_)
    if (slot.index != no_term) slot.index = new_index[slot.index];
}

void sort_bytewise(const StringPool& pool, std::vector<TermIndex>& terms) {
  struct Prefixed {
    uint64_t prefix;  // the first eight bytes: most comparisons end there, without reading the text again
    TermIndex term;
  };
  std::vector<Prefixed> prefixed;
  prefixed.reserve(terms.size());
  for (TermIndex term : terms) {
    const std::string_view text = pool[term];
    uint64_t prefix = 0;
    if (!text.empty()) std::memcpy(&prefix, text.data(), std::min(text.size(), sizeof(prefix)));
    prefixed.push_back({__builtin_bswap64(prefix), term});
  }
  std::sort(prefixed.begin(), prefixed.end(), [&](const Prefixed& a, const Prefixed& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : pool[a.term] < pool[b.term];
  });
  for (size_t i = 0; i < terms.size(); ++i) terms[i] = prefixed[i].term;
}

std::vector<TermIndex> StringPool::sort() {
  std::vector<TermIndex> order(size());
  std::iota(order.begin(), order.end(), TermIndex(0));
  sort_bytewise(*this, order);
  std::vector<TermIndex> renumbered(size());
  for (TermIndex rank = 0; rank < size(); ++rank) renumbered[order[rank]] = rank;
  renumber(renumbered);
  return renumbered;
}

}  // namespace lockstep
