// lockstep/ledger/verify_log.h
//
// Whether a stored log is the one that was signed; where not, the first entry that was changed, removed or moved.
//
// Each transaction of the store left a signed checkpoint behind it. Replaying the entries gives the head at each of
// them: where it is no longer the signed one, an entry since the last good checkpoint is not what it was. One entry a
// checkpoint names that entry exactly; several name it where the entry itself shows the fault (a text that its record
// does not commit to, a record of another place, a gap), and otherwise the range.
//
// What this cannot see: entries cut from the end together with their checkpoints, or a history rewritten by whoever
// holds the signing key. For both, hand in a checkpoint that was kept elsewhere.
//
// Cost: O(entries), each hashed once or twice; one Ed25519 verification a checkpoint; memory for one entry, and for the
// numbers of erased entries whose act of erasure is still to come.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "lockstep/base/progress.h"
#include "lockstep/ledger/checkpoint.h"
#include "lockstep/ledger/entry.h"

namespace lockstep {

// As found in the store; nothing in it is believed.
struct StoredEntry {
  uint64_t index;
  std::string record;
  std::optional<std::string> salt, payload;  // neither: erased
  bool erased = false;                       // or a part that the payload seals was
  std::string wrong = {};                    // what the store sees amiss beyond record, salt and payload
  std::vector<uint64_t> erases = {};         // an act of erasure: the entries whose text it took
};

struct StoredCheckpoint {
  uint64_t size;
  std::string note;
};

// The next one by ascending index or size; none at the end.
using NextEntry = std::function<Result<std::optional<StoredEntry>>()>;
using NextCheckpoint = std::function<Result<std::optional<StoredCheckpoint>>()>;

struct VerifyOptions {
  std::string origin;
  std::vector<VerifyingKey> keys;
  std::vector<std::string> kept;  // checkpoints kept elsewhere, in any order
};

enum class LogFaultKind : uint8_t {
  changed,  // an entry is not what was signed
  removed,
  moved,
  added,       // entries that no checkpoint covers
  erased,      // a text is gone without an act of erasure
  checkpoint,  // the entries may be right, but a checkpoint is not validly signed
};
std::string_view name(LogFaultKind kind);

struct LogFault {
  LogFaultKind kind;
  uint64_t first, last;  // the entry, or those among which it is
  std::string why;       // a sentence that begins with them
};

struct LogReport {
  uint64_t entries = 0, checkpoints = 0, erased = 0;
  Digest root{};        // of all entries, if there is no fault
  uint64_t proven = 0;  // entries [0, proven) are as a valid checkpoint signed them
  std::optional<LogFault> fault;
};

// Errors: what the readers returned; a kept checkpoint that is not a validly signed one of this log; cancelled.
Result<LogReport> verify_log(const NextEntry& next_entry, const NextCheckpoint& next_checkpoint,
                             const VerifyOptions& options, Progress& progress);

}  // namespace lockstep
