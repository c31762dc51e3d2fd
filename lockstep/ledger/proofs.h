// lockstep/ledger/proofs.h
//
// That an entry is in a log, and that a longer log contains a shorter one, in the order of hashes of RFC 6962 (section
// 2.1.1, 2.1.2) and checked by the algorithms of RFC 9162 (section 2.1.3.2, 2.1.4.2).
#pragma once

#include <functional>
#include <span>

#include "lockstep/ledger/tree.h"

namespace lockstep {

using Proof = std::vector<Digest>;

// Where the hashes of complete subtrees are kept. Asked only for subtrees within the size that the proof is about, at
// most log2(size)² / 2 times a proof.
using ReadNode = std::function<Result<Digest>(const Node&)>;

// Errors: kind usage if index >= size or old_size > new_size; whatever read_node returned.
Result<Digest> tree_head(uint64_t size, const ReadNode& read_node);
Result<Proof> inclusion_proof(uint64_t index, uint64_t size, const ReadNode& read_node);
Result<Proof> consistency_proof(uint64_t old_size, uint64_t new_size, const ReadNode& read_node);

bool proves_inclusion(const Proof& proof, const Digest& leaf, uint64_t index, uint64_t size, const Digest& root);

// An empty log is contained in every log, by an empty proof.
bool proves_consistency(const Proof& proof, uint64_t old_size, const Digest& old_root, uint64_t new_size,
                        const Digest& new_root);

}  // namespace lockstep
