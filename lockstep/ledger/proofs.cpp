#include "lockstep/ledger/proofs.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace lockstep {
namespace {

// Leaves [begin, end): one side of a split of RFC 6962, so begin is a multiple of every power of two in its width.
struct Leaves {
  uint64_t begin, end;
};

uint64_t middle(const Leaves& leaves) { return leaves.begin + std::bit_floor(leaves.end - leaves.begin - 1); }

Result<Digest> head_of(Leaves leaves, const ReadNode& read_node) {
  Proof heads;
  while (leaves.begin < leaves.end) {
    const unsigned level = unsigned(std::bit_width(leaves.end - leaves.begin)) - 1;
    Result<Digest> head = read_node({level, leaves.begin >> level});
    if (!head) return head;
    heads.push_back(*head);
    leaves.begin += uint64_t(1) << level;
  }
  Digest head = heads.back();
  for (size_t i = heads.size() - 1; i-- > 0;) head = node_hash(heads[i], head);
  return head;
}

// The other sides on the way from leaf `index` up to the head.
std::vector<Leaves> siblings(uint64_t index, uint64_t size) {
  std::vector<Leaves> found;
  for (Leaves here{0, size}; here.end - here.begin > 1;) {
    const uint64_t split = middle(here);
    found.push_back(index < split ? Leaves{split, here.end} : Leaves{here.begin, split});
    (index < split ? here.end : here.begin) = split;
  }
  std::ranges::reverse(found);
  return found;
}

// SUBPROOF of RFC 6962: down to the subtree that ends where the old tree did, which is told unless it is the old tree.
std::vector<Leaves> changed_sides(uint64_t old_size, uint64_t new_size) {
  std::vector<Leaves> found;
  Leaves here{0, new_size};
  while (here.end != old_size) {
    const uint64_t split = middle(here);
    found.push_back(old_size <= split ? Leaves{split, here.end} : Leaves{here.begin, split});
    (old_size <= split ? here.end : here.begin) = split;
  }
  if (here.begin > 0) found.push_back(here);
  std::ranges::reverse(found);
  return found;
}

Result<Proof> heads_of(const std::vector<Leaves>& sides, const ReadNode& read_node) {
  Proof proof;
  for (const Leaves& side : sides) {
    Result<Digest> head = head_of(side, read_node);
    if (!head) return head.error();
    proof.push_back(*head);
  }
  return proof;
}

}  // namespace

Result<Digest> tree_head(uint64_t size, const ReadNode& read_node) {
  return size == 0 ? Frontier().root() : head_of({0, size}, read_node);
}

Result<Proof> inclusion_proof(uint64_t index, uint64_t size, const ReadNode& read_node) {
  if (index >= size)
    return Error{ErrorKind::usage,
                 fmt::format("entry {} is not in a log of {}: they are numbered from 0", index, size)};
  return heads_of(siblings(index, size), read_node);
}

Result<Proof> consistency_proof(uint64_t old_size, uint64_t new_size, const ReadNode& read_node) {
  if (old_size > new_size)
    return Error{ErrorKind::usage, fmt::format("a log of {} cannot contain one of {}", new_size, old_size)};
  return old_size == 0 ? Proof() : heads_of(changed_sides(old_size, new_size), read_node);
}

bool proves_inclusion(const Proof& proof, const Digest& leaf, uint64_t index, uint64_t size, const Digest& root) {
  if (index >= size) return false;
  uint64_t fn = index, sn = size - 1;
  Digest head = leaf;
  for (const Digest& side : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      head = node_hash(side, head);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      head = node_hash(head, side);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && head == root;
}

bool proves_consistency(const Proof& proof, uint64_t old_size, const Digest& old_root, uint64_t new_size,
                        const Digest& new_root) {
  if (old_size > new_size) return false;
  if (old_size == 0) return proof.empty() && old_root == Frontier().root();
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  const bool complete = std::has_single_bit(old_size);
  if (proof.empty() && !complete) return false;
  uint64_t fn = old_size - 1, sn = new_size - 1;
  while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
  Digest old_head = complete ? old_root : proof.front(), new_head = old_head;
  for (size_t i = complete ? 0 : 1; i < proof.size(); ++i) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      old_head = node_hash(proof[i], old_head);
      new_head = node_hash(proof[i], new_head);
      while ((fn & 1) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      new_head = node_hash(new_head, proof[i]);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && old_head == old_root && new_head == new_root;
}

}  // namespace lockstep
