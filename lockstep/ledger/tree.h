// lockstep/ledger/tree.h
//
// The hash tree of RFC 6962, section 2.1, over SHA-256. The head of no leaves is the hash of nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep {

using Digest = std::array<uint8_t, 32>;

Digest leaf_hash(std::string_view leaf);                    // SHA-256(0x00 || leaf)
Digest node_hash(const Digest& left, const Digest& right);  // SHA-256(0x01 || left || right)
std::string_view bytes_of(const Digest& digest);            // its 32 bytes; lives as long as the digest
Result<Digest> digest_of(std::string_view bytes);           // Error: not 32 bytes

// A complete subtree: the head over leaves [index << level, (index + 1) << level). Level 0 is a leaf's hash.
struct Node {
  unsigned level;
  uint64_t index;
  auto operator<=>(const Node&) const = default;
};

// The right edge of a tree: the heads of its complete subtrees, the largest first. All that an append and the tree's
// head need to know.
class Frontier {
 public:
  uint64_t size() const { return size_; }

  // completed(Node, const Digest&) for every subtree that this leaf completes, the leaf itself first.
  template <class Completed>
  void append(const Digest& leaf, Completed&& completed) {
    Digest head = leaf;
    unsigned level = 0;
    completed(Node{0, size_}, head);
    for (; (size_ >> level) & 1; ++level) {
      head = node_hash(heads_.back(), head);
      heads_.pop_back();
      completed(Node{level + 1, size_ >> (level + 1)}, head);
    }
    heads_.push_back(head);
    ++size_;
  }
  void append(const Digest& leaf) {
    append(leaf, [](const Node&, const Digest&) {});
  }

  Digest root() const;

  // 8 bytes of size, big-endian, then the heads.
  std::string bytes() const;
  static Result<Frontier> from_bytes(std::string_view bytes);

  bool operator==(const Frontier&) const = default;

 private:
  uint64_t size_ = 0;
  std::vector<Digest> heads_;
};

// The head of a perfect tree over 2^k hashes. REQUIRES: a power of two of them.
Digest perfect_head(const Digest* hashes, size_t count);

}  // namespace lockstep
