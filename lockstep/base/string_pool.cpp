#include "lockstep/base/string_pool.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>

#include "lockstep/base/hash.h"
#include "lockstep/base/radix_sort.h"

namespace lockstep {
namespace {

constexpr size_t first_chunk = 1 << 20, largest_chunk = 8 << 20;
constexpr unsigned first_slot_bits = 6;

template <class Word>
uint64_t load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

// Whether all eight bytes are 30 to 3f, which the digits are: then their low halves tell them apart.
bool are_like_digits(uint64_t bytes) { return (bytes & 0xf0f0f0f0f0f0f0f0u) == 0x3030303030303030u; }

uint64_t low_halves(uint64_t bytes) {
  bytes &= 0x0f0f0f0f0f0f0f0fu;
  bytes = (bytes | bytes >> 4) & 0x00ff00ff00ff00ffu;
  bytes = (bytes | bytes >> 8) & 0x0000ffff0000ffffu;
  return (bytes | bytes >> 16) & 0xffffffffu;
}

}  // namespace

// What a slot keeps of its text. Texts of up to 11 bytes, and of up to 19 digits as platforms number posts and
// accounts, are known by it wholly; of others it holds a hash, and the text decides. The lowest byte of `form` says
// which of these it is, and how long the text: so overlapping bytes below do not make two texts alike.
struct StringPool::Imprint {
  uint64_t key;
  uint32_t form;

  static constexpr uint32_t hashed = 255;
  bool tells_all() const { return (form & 255) != hashed; }
};

inline StringPool::Imprint StringPool::imprint_of(std::string_view text) {
  const size_t length = text.size();
  const char* const begin = text.data();
  const uint32_t tag = uint32_t(length) + 1;
  if (length <= 11) {
    if (length >= 8) {
      const uint64_t behind = load<uint32_t>(begin + length - 4) >> (8 * (12 - length));
      return {load<uint64_t>(begin), uint32_t(behind) << 8 | tag};
    }
    if (length >= 4) return {load<uint32_t>(begin) | load<uint32_t>(begin + length - 4) << 32, tag};
    uint64_t key = 0;
    for (char c : text) key = key << 8 | uint8_t(c);
    return {key, tag};
  }
  if (length <= 19) {
    const uint64_t first = load<uint64_t>(begin + 3), last = load<uint64_t>(begin + length - 8);
    if (are_like_digits(first) && are_like_digits(last)) {
      const uint64_t before = load<uint16_t>(begin) | uint64_t(uint8_t(begin[2])) << 16;
      return {low_halves(first) | low_halves(last) << 32, uint32_t(before) << 8 | tag};
    }
  }
  return {hash_bytes(text), uint32_t(length) << 8 | Imprint::hashed};
}

StringPool::StringPool() : slots_(size_t(1) << first_slot_bits), shift_(64 - first_slot_bits) {}

inline size_t StringPool::home_of(uint64_t key, uint32_t form) const {
  return mix(key ^ uint64_t(form) * 0x9e3779b97f4a7c15u) >> shift_;
}

const char* StringPool::store(std::string_view text) {
  const uint32_t length = uint32_t(text.size());
  const size_t needed = sizeof(length) + text.size();
  if (needed > chunk_free_) {
    const size_t size = std::max(needed, std::clamp(chunks_.size() * first_chunk, first_chunk, largest_chunk));
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
inline size_t StringPool::slot_of(size_t home, std::string_view text, Imprint imprint) const {
  assert(!slots_.empty());
  const size_t mask = slots_.size() - 1;
  for (size_t slot = home;; slot = (slot + 1) & mask) {
    const Slot& found = slots_[slot];
    if (found.form == 0) return slot;
    if (found.key == imprint.key && found.form == imprint.form && (imprint.tells_all() || (*this)[found.index] == text))
      return slot;
  }
}

TermIndex StringPool::intern(std::string_view text) {
  const Imprint imprint = imprint_of(text);
  return intern_at(home_of(imprint.key, imprint.form), text, imprint);
}

inline TermIndex StringPool::intern_at(size_t home, std::string_view text, Imprint imprint) {
  const size_t slot = slot_of(home, text, imprint);
  if (slots_[slot].form != 0) return slots_[slot].index;
  const TermIndex index = size();
  text_.push_back(store(text));
  slots_[slot] = {imprint.key, imprint.form, index};
  if (4 * text_.size() > 3 * slots_.size()) grow();
  return index;
}

// Each step asks for the memory that the next one needs, for a group of texts; the last is intern() itself, so that a
// wrong guess costs time only.
void StringPool::intern_all(std::span<const std::string_view> texts, std::vector<TermIndex>& indices) {
  constexpr size_t group_size = 32;
  std::array<Imprint, group_size> imprint;
  std::array<size_t, group_size> home;
  indices.resize(texts.size());
  for (size_t begin = 0; begin < texts.size(); begin += group_size) {
    const std::span<const std::string_view> group = texts.subspan(begin, std::min(group_size, texts.size() - begin));
    bool any_hashed = false;
    for (size_t i = 0; i < group.size(); ++i) {
      imprint[i] = imprint_of(group[i]);
      home[i] = home_of(imprint[i].key, imprint[i].form);
      __builtin_prefetch(&slots_[home[i]]);
      any_hashed |= !imprint[i].tells_all();
    }
    if (any_hashed) ask_for_texts(std::span(home).first(group.size()));
    const unsigned shift = shift_;
    for (size_t i = 0; i < group.size(); ++i) {
      if (shift_ != shift) home[i] = home_of(imprint[i].key, imprint[i].form);  // it has grown
      indices[begin + i] = group[i].data() ? intern_at(home[i], group[i], imprint[i]) : no_term;
    }
  }
}

void StringPool::ask_for_texts(std::span<const size_t> homes) const {
  for (size_t home : homes)
    if (slots_[home].form != 0) __builtin_prefetch(&text_[slots_[home].index]);
  for (size_t home : homes)
    if (slots_[home].form != 0) __builtin_prefetch(text_[slots_[home].index] - sizeof(uint32_t));
}

TermIndex StringPool::find(std::string_view text) const {
  const Imprint imprint = imprint_of(text);
  return slots_[slot_of(home_of(imprint.key, imprint.form), text, imprint)].index;
}

// Slots stand in the order of their hashes, so that both tables are walked from one end to the other.
void StringPool::grow() {
  std::vector<Slot> slots(2 * slots_.size());
  slots.swap(slots_);
  --shift_;
  const size_t mask = slots_.size() - 1;
  for (const Slot& old : slots) {
    if (old.form == 0) continue;
    size_t slot = home_of(old.key, old.form);
    while (slots_[slot].form != 0) slot = (slot + 1) & mask;
    slots_[slot] = old;
  }
}

void StringPool::renumber(const std::vector<TermIndex>& new_index) {
  std::vector<const char*> text(size());
  for (TermIndex old = 0; old < size(); ++old) text[new_index[old]] = text_[old];
  text_ = std::move(text);
  for (Slot& slot : slots_)
    if (slot.form != 0) slot.index = new_index[slot.index];
}

void StringPool::end_lookups() {
  std::vector<Slot>().swap(slots_);
  text_.shrink_to_fit();
}

std::vector<TermIndex> StringPool::keep(const std::vector<bool>& kept) {
  StringPool left;
  left.text_.reserve(size_t(std::count(kept.begin(), kept.end(), true)));
  std::vector<TermIndex> new_index(size(), no_term);
  for (TermIndex old = 0; old < size(); ++old) {
    if (!kept[old]) continue;
    new_index[old] = left.size();
    left.text_.push_back(left.store((*this)[old]));
  }
  left.end_lookups();
  *this = std::move(left);
  return new_index;
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
  radix_sort(prefixed, 0, 64, [](const Prefixed& item) { return item.prefix; });
  for (auto begin = prefixed.begin(), end = begin; begin != prefixed.end(); begin = end) {
    end = std::find_if(begin + 1, prefixed.end(), [&](const Prefixed& item) { return item.prefix != begin->prefix; });
    std::sort(begin, end, [&](const Prefixed& a, const Prefixed& b) { return pool[a.term] < pool[b.term]; });
  }
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
