#include "lockstep/peers/token_sets.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "lockstep/base/parallel.h"
#include "lockstep/base/string_pool.h"
#include "lockstep/peers/toolkit_text.h"

namespace lockstep {
namespace {

std::vector<std::vector<std::string>> tokens_of(std::span<const std::string_view> texts, unsigned threads) {
  constexpr size_t block = 512;
  std::vector<std::vector<std::string>> tokens(texts.size());
  parallel_for((texts.size() + block - 1) / block, threads, [&](size_t at) {
    for (size_t i = at * block; i < std::min(texts.size(), (at + 1) * block); ++i) tokens[i] = toolkit_tokens(texts[i]);
  });
  return tokens;
}

// The rank of each token, the rarest first; equal rarities bytewise.
std::vector<uint32_t> ranks(const StringPool& tokens, const std::vector<uint32_t>& texts_with) {
  std::vector<uint32_t> order(tokens.size()), rank(tokens.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return texts_with[a] != texts_with[b] ? texts_with[a] < texts_with[b] : tokens[a] < tokens[b];
  });
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  return rank;
}

}  // namespace

std::vector<std::vector<uint32_t>> token_sets(std::span<const std::string_view> texts, unsigned threads) {
  StringPool pool;
  std::vector<std::vector<uint32_t>> sets(texts.size());
  std::vector<uint32_t> texts_with;
  const std::vector<std::vector<std::string>> tokens = tokens_of(texts, threads);
  for (size_t i = 0; i < texts.size(); ++i)
    for (const std::string& token : tokens[i]) {
      sets[i].push_back(pool.intern(token));
      texts_with.resize(pool.size());
      ++texts_with[sets[i].back()];
    }
  const std::vector<uint32_t> rank = ranks(pool, texts_with);
  for (std::vector<uint32_t>& set : sets) {
    for (uint32_t& token : set) token = rank[token];
    std::sort(set.begin(), set.end());
  }
  return sets;
}

}  // namespace lockstep
