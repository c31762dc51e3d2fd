// lockstep/base/string_pool.h
//
// Each distinct string once, by a dense index in order of first appearance. Views stay valid as long as the pool.
//
// Cost: one probe of a flat table and, for a new string, a copy into an arena. In a large pool nearly all of it is
// waiting for memory, so intern_all asks for the slots of many strings at once, and a slot knows most identifiers
// wholly (see Imprint): their text is not read again. Memory: the text, 12 bytes a string, and 16 bytes a slot at a
// load of at most three quarters.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace lockstep {

using TermIndex = uint32_t;
inline constexpr TermIndex no_term = UINT32_MAX;

class StringPool {
 public:
  StringPool();

  // The index of `text`, new or known.
  TermIndex intern(std::string_view text);

  // intern() of each text in turn; no_term where data() == nullptr.
  void intern_all(std::span<const std::string_view> texts, std::vector<TermIndex>& indices);

  // The index of `text`, or no_term where it is unknown.
  TermIndex find(std::string_view text) const;

  std::string_view operator[](TermIndex index) const {
    const char* const text = text_[index];
    uint32_t length;
    std::memcpy(&length, text - sizeof(length), sizeof(length));
    return {text, length};
  }
  uint32_t size() const { return uint32_t(text_.size()); }

  // Gives each term the index new_index[its old one]: a permutation.
  void renumber(const std::vector<TermIndex>& new_index);

  // Gives back the texts of all terms but those that `kept` marks, and returns the new index of each of these: their
  // order stays. Ends lookups too.
  std::vector<TermIndex> keep(const std::vector<bool>& kept);

  // Gives back the memory that looking up needs. From here on neither intern() nor find() may be called.
  void end_lookups();

  // Renumbers so that indices ascend bytewise, and returns the new index of each old one.
  std::vector<TermIndex> sort();

 private:
  struct Imprint;
  struct Slot {
    uint64_t key = 0;
    uint32_t form = 0;  // 0: empty
    TermIndex index = no_term;
  };
  static Imprint imprint_of(std::string_view text);
  size_t home_of(uint64_t key, uint32_t form) const;
  size_t slot_of(size_t home, std::string_view text, Imprint imprint) const;
  TermIndex intern_at(size_t home, std::string_view text, Imprint imprint);
  void ask_for_texts(std::span<const size_t> homes) const;
  const char* store(std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  unsigned shift_;                 // the high bits of a hash choose the slot
  std::vector<const char*> text_;  // its length stands in the four bytes before it
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t chunk_free_ = 0;
  char* chunk_next_ = nullptr;
};

// Puts terms of a pool into the bytewise order of their texts.
void sort_bytewise(const StringPool& pool, std::vector<TermIndex>& terms);

}  // namespace lockstep
