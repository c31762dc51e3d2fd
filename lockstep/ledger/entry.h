// lockstep/ledger/entry.h
//
// What a leaf of the log says: that entry `index` had a text, sealed by a commitment. Neither the text nor anything
// about it stands in the leaf, so text and salt can be erased while every head, proof and checkpoint stays as it was.
// With the salt gone, 32 random bytes, nobody can confirm a guess of the text either.
//
//   lockstep entry
//   17
//   FK3Kd9cJ9jq0n3UuRl1r9dWlYbB4jE9vYy0zqj9l8mM=
//
// The index is part of the leaf so that an entry which was moved says where it came from.
#pragma once

#include "lockstep/ledger/tree.h"

namespace lockstep {

using Salt = std::array<uint8_t, 32>;

struct EntryRecord {
  uint64_t index;
  Digest commitment;
  bool operator==(const EntryRecord&) const = default;
};

// SHA-256("lockstep commitment\n" || salt || payload): the first two have fixed lengths, and no leaf or node of the
// tree begins like it. `salt` is 32 random bytes, never used twice.
Digest commit(const Salt& salt, std::string_view payload);

std::string to_text(const EntryRecord& record);
Result<EntryRecord> parse_entry_record(std::string_view text);

}  // namespace lockstep
