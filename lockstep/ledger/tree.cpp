#include "lockstep/ledger/tree.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <bit>

namespace lockstep {
namespace {

Digest sha256(std::string_view bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

}  // namespace

Digest leaf_hash(std::string_view leaf) {
  std::string prefixed(1, '\0');
  prefixed += leaf;
  return sha256(prefixed);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<uint8_t, 65> prefixed{1};
  std::ranges::copy(left, prefixed.begin() + 1);
  std::ranges::copy(right, prefixed.begin() + 33);
  Digest digest;
  crypto_hash_sha256(digest.data(), prefixed.data(), prefixed.size());
  return digest;
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Result<Digest> digest_of(std::string_view bytes) {
  Digest digest;
  if (bytes.size() != digest.size())
    return Error{ErrorKind::input, fmt::format("a digest of {} bytes; SHA-256 has 32", bytes.size())};
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

Digest Frontier::root() const {
  if (heads_.empty()) return sha256("");
  Digest head = heads_.back();
  for (size_t i = heads_.size() - 1; i-- > 0;) head = node_hash(heads_[i], head);
  return head;
}

std::string Frontier::bytes() const {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += char(size_ >> shift);
  for (const Digest& head : heads_) bytes += bytes_of(head);
  return bytes;
}

Result<Frontier> Frontier::from_bytes(std::string_view bytes) {
  Frontier frontier;
  for (size_t i = 0; i < 8 && i < bytes.size(); ++i) frontier.size_ = frontier.size_ << 8 | uint8_t(bytes[i]);
  const size_t heads = size_t(std::popcount(frontier.size_));
  if (bytes.size() != 8 + heads * sizeof(Digest))
    return Error{ErrorKind::input,
                 fmt::format("the right edge of a tree in {} bytes: cut off or damaged", bytes.size())};
  for (size_t at = 8; at < bytes.size(); at += sizeof(Digest))
    frontier.heads_.push_back(*digest_of(bytes.substr(at, sizeof(Digest))));
  return frontier;
}

Digest perfect_head(const Digest* hashes, size_t count) {
  if (count == 1) return *hashes;
  return node_hash(perfect_head(hashes, count / 2), perfect_head(hashes + count / 2, count / 2));
}

}  // namespace lockstep
