#include "lockstep/pairs/key_store.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace lockstep {

KeyStore::KeyStore(unsigned bits)
    : mask_((size_t(1) << bits) - 1), cursors_(size_t(1) << bits), pieces_(size_t(1) << bits) {}

void KeyStore::Free::operator()(PairKey* block) const { std::free(block); }

void KeyStore::extend(Cursor& cursor, size_t partition) {
  if (block_at_ == block_keys) {
    if (blocks_used_ == blocks_.size()) {
      constexpr size_t bytes = block_keys * sizeof(PairKey);
      auto* const block = static_cast<PairKey*>(std::aligned_alloc(bytes, bytes));
      if (block == nullptr) throw std::bad_alloc();
      madvise(block, bytes, MADV_HUGEPAGE);
      blocks_.emplace_back(block);
    }
    ++blocks_used_;
    block_at_ = 0;
  }
  cursor.next = blocks_[blocks_used_ - 1].get() + block_at_;
  cursor.end = cursor.next + piece_keys;
  block_at_ += piece_keys;
  pieces_[partition].push_back(cursor.next);
}

size_t KeyStore::size(size_t partition) const {
  const std::vector<PairKey*>& pieces = pieces_[partition];
  return pieces.empty() ? 0 : (pieces.size() - 1) * piece_keys + size_t(cursors_[partition].next - pieces.back());
}

void KeyStore::clear() {
  cursors_.assign(cursors_.size(), {});
  for (std::vector<PairKey*>& pieces : pieces_) pieces.clear();
  blocks_used_ = 0;
  block_at_ = block_keys;
}

}  // namespace lockstep
