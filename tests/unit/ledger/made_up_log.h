// A log in memory, the naive tree of RFC 6962 that ours is held against, and a key for the tests.
#pragma once

#include <bit>
#include <functional>
#include <span>

#include "lockstep/ledger/ledger.h"

namespace lockstep {

// MTH of RFC 6962, section 2.1, word for word.
inline Digest naive_head(std::span<const Digest> leaves) {
  if (leaves.empty()) return Frontier().root();
  if (leaves.size() == 1) return leaves[0];
  const size_t k = std::bit_floor(leaves.size() - 1);
  return node_hash(naive_head(leaves.first(k)), naive_head(leaves.subspan(k)));
}

// PATH of section 2.1.1.
inline Proof naive_inclusion(size_t m, std::span<const Digest> leaves) {
  if (leaves.size() == 1) return {};
  const size_t k = std::bit_floor(leaves.size() - 1);
  Proof path = m < k ? naive_inclusion(m, leaves.first(k)) : naive_inclusion(m - k, leaves.subspan(k));
  path.push_back(naive_head(m < k ? leaves.subspan(k) : leaves.first(k)));
  return path;
}

// SUBPROOF of section 2.1.2.
inline Proof naive_consistency(size_t m, std::span<const Digest> leaves, bool whole = true) {
  if (m == leaves.size()) return whole ? Proof() : Proof{naive_head(leaves)};
  const size_t k = std::bit_floor(leaves.size() - 1);
  Proof proof =
      m <= k ? naive_consistency(m, leaves.first(k), whole) : naive_consistency(m - k, leaves.subspan(k), false);
  proof.push_back(naive_head(m <= k ? leaves.subspan(k) : leaves.first(k)));
  return proof;
}

inline std::vector<Digest> made_up_leaves(size_t count, uint64_t seed = 0) {
  std::vector<Digest> leaves;
  for (size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(seed) + "/" + std::to_string(i)));
  return leaves;
}

inline ReadNode nodes_of(const std::vector<Digest>& leaves) {
  return [&leaves](const Node& node) -> Result<Digest> {
    if ((node.index + 1) << node.level > leaves.size()) return Error{ErrorKind::input, "a node that is not complete"};
    return perfect_head(&leaves[node.index << node.level], size_t(1) << node.level);
  };
}

inline SigningKey harbour_key() { return *make_signing_key("harbour.example/log", {1, 2, 3, 4, 5, 6, 7, 8}); }

}  // namespace lockstep
