// lockstep/pairs/key_store.h
//
// Where one thread puts the pairs that it meets: appended to one of many partitions, chosen by the low bits of the key.
// A partition's keys lie in small pieces, and the pieces that are being filled lie close together, so that appending
// to hundreds of them stays in cache and within few pages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "lockstep/pairs/pair_key.h"

namespace lockstep {

class KeyStore {
 public:
  // 2^bits partitions.
  explicit KeyStore(unsigned bits);

  void add(PairKey key) {
    Cursor& cursor = cursors_[key & mask_];
    if (cursor.next == cursor.end) extend(cursor, key & mask_);
    *cursor.next++ = key;
  }

  size_t size(size_t partition) const;

  // Calls visit(std::span<const PairKey>) for each piece of a partition.
  template <class Visit>
  void for_each_piece(size_t partition, Visit&& visit) const {
    const std::vector<PairKey*>& pieces = pieces_[partition];
    for (size_t i = 0; i < pieces.size(); ++i)
      visit(std::span<const PairKey>(
          pieces[i], i + 1 == pieces.size() ? size_t(cursors_[partition].next - pieces[i]) : piece_keys));
  }

  // Forgets the keys and keeps the memory.
  void clear();

 private:
  static constexpr size_t piece_keys = 256;              // 2 KiB
  static constexpr size_t block_keys = size_t(1) << 18;  // 2 MiB, a large page
  struct Cursor {
    PairKey *next = nullptr, *end = nullptr;
  };
  struct Free {
    void operator()(PairKey* block) const;
  };
  void extend(Cursor& cursor, size_t partition);

  size_t mask_;
  std::vector<Cursor> cursors_;
  std::vector<std::vector<PairKey*>> pieces_;
  std::vector<std::unique_ptr<PairKey[], Free>> blocks_;
  size_t blocks_used_ = 0, block_at_ = block_keys;
};

}  // namespace lockstep
