// lockstep/ledger/checkpoint.h
//
// C2SP tlog-checkpoint: what a log was at one moment, as a signed note. Who keeps one can prove later that the log was
// rewritten since.
#pragma once

#include <span>

#include "lockstep/ledger/note.h"

namespace lockstep {

struct Checkpoint {
  std::string origin;  // which log; the name of its key
  uint64_t size = 0;
  Digest root{};
  std::vector<std::string> extensions = {};
  bool operator==(const Checkpoint&) const = default;
};

std::string to_text(const Checkpoint& checkpoint);  // the text that is signed
Result<Checkpoint> parse_checkpoint(std::string_view text);

// Error: an origin that is empty or has control characters.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);

// A signed checkpoint of the log `origin`. Errors: not a note, not a checkpoint, of another log, not signed by a key.
Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view origin, std::span<const VerifyingKey> keys);

}  // namespace lockstep
