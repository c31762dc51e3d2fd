#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/ledger/hex.h"
#include "tests/unit/ledger/made_up_log.h"

namespace lockstep {
namespace {

// The leaves and heads that the reference implementation of Certificate Transparency publishes for RFC 6962.
const std::vector<std::string> reference_leaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> reference_heads = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                                  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Digest> reference_hashes() {
  std::vector<Digest> hashes;
  for (const std::string& leaf : reference_leaves) hashes.push_back(leaf_hash(from_hex(leaf)));
  return hashes;
}

TEST(Tree, HasThePublishedHeads) {
  Frontier log;
  EXPECT_EQ(to_hex(log.root()), reference_heads[0]);
  for (size_t i = 0; i < reference_leaves.size(); ++i) {
    log.append(reference_hashes()[i]);
    EXPECT_EQ(to_hex(log.root()), reference_heads[i + 1]);
  }
}

TEST(Tree, HasThePublishedProofs) {
  const std::vector<Digest> leaves = reference_hashes();
  const auto hex_of = [](const Result<Proof>& proof) {
    std::vector<std::string> hex;
    for (const Digest& digest : *proof) hex.push_back(to_hex(digest));
    return hex;
  };
  EXPECT_EQ(hex_of(inclusion_proof(0, 8, nodes_of(leaves))),
            (std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(hex_of(consistency_proof(6, 8, nodes_of(leaves))),
            (std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
}

RC_GTEST_PROP(Tree, GrowsToTheNaiveHeadAndNamesEveryCompleteSubtree, ()) {
  const std::vector<Digest> leaves = made_up_leaves(*rc::gen::inRange<size_t>(0, 200));
  Frontier log;
  size_t completed = 0;
  for (const Digest& leaf : leaves)
    log.append(leaf, [&](const Node& node, const Digest& head) {
      ++completed;
      RC_ASSERT(head == naive_head(std::span(leaves).subspan(node.index << node.level, size_t(1) << node.level)));
    });
  RC_ASSERT(log.root() == naive_head(leaves));
  RC_ASSERT(completed == 2 * leaves.size() - size_t(std::popcount(leaves.size())));
  RC_ASSERT(*Frontier::from_bytes(log.bytes()) == log);
}

RC_GTEST_PROP(Tree, ProvesInclusionAsTheNaiveRecursionAndNothingElse, ()) {
  const size_t size = *rc::gen::inRange<size_t>(1, 120), index = *rc::gen::inRange<size_t>(0, size);
  const std::vector<Digest> leaves = made_up_leaves(size);
  const Digest root = naive_head(leaves);
  Proof proof = *inclusion_proof(index, size, nodes_of(leaves));
  RC_ASSERT(proof == naive_inclusion(index, leaves));
  RC_ASSERT(proves_inclusion(proof, leaves[index], index, size, root));
  const size_t other = *rc::gen::inRange<size_t>(0, size + 3);
  // In two parentheses: RC_ASSERT's own || evaluates both sides.
  RC_ASSERT((other == index || !proves_inclusion(proof, leaves[index], other, size, root)));
  RC_ASSERT((other == index || other >= size || !proves_inclusion(proof, leaves[other], index, size, root)));
  proof.push_back(root);
  RC_ASSERT(!proves_inclusion(proof, leaves[index], index, size, root));
}

RC_GTEST_PROP(Tree, ProvesConsistencyAsTheNaiveRecursionAndNothingElse, ()) {
  const size_t size = *rc::gen::inRange<size_t>(0, 120), old_size = *rc::gen::inRange<size_t>(0, size + 1);
  std::vector<Digest> leaves = made_up_leaves(size);
  const Digest old_root = naive_head(std::span(leaves).first(old_size)), root = naive_head(leaves);
  Proof proof = *consistency_proof(old_size, size, nodes_of(leaves));
  RC_ASSERT(proof == (old_size == 0 ? Proof() : naive_consistency(old_size, leaves)));
  RC_ASSERT(proves_consistency(proof, old_size, old_root, size, root));
  RC_PRE(old_size > 0);
  leaves[*rc::gen::inRange<size_t>(0, old_size)] = leaf_hash("rewritten");
  const Digest rewritten = naive_head(leaves);
  RC_ASSERT(!proves_consistency(proof, old_size, old_root, size, rewritten));
  RC_ASSERT(
      !proves_consistency(*consistency_proof(old_size, size, nodes_of(leaves)), old_size, old_root, size, rewritten));
  proof.push_back(root);
  RC_ASSERT(!proves_consistency(proof, old_size, old_root, size, root));
}

TEST(Tree, RefusesADamagedRightEdge) {
  Frontier log;
  for (const Digest& leaf : made_up_leaves(5)) log.append(leaf);
  const std::string bytes = log.bytes();
  for (size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(Frontier::from_bytes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(Frontier::from_bytes(bytes + "x"));
}

TEST(Tree, SaysWhichEntriesThereAre) {
  const std::vector<Digest> leaves = made_up_leaves(3);
  EXPECT_EQ(to_string(inclusion_proof(3, 3, nodes_of(leaves)).error()),
            "entry 3 is not in a log of 3: they are numbered from 0");
  EXPECT_EQ(to_string(consistency_proof(4, 3, nodes_of(leaves)).error()), "a log of 3 cannot contain one of 4");
}

}  // namespace
}  // namespace lockstep
