// lockstep/cases/history.h
//
// Who did what, when and why: append-only, a Merkle log in public formats (lockstep/ledger).
#pragma once

#include "lockstep/cases/case_file.h"

namespace lockstep::cases {

struct HistoryQuery {
  std::optional<int64_t> case_id, person_id;
  std::optional<std::string> act;
  std::string cursor;
  int64_t limit = 100;
};
struct HistoryPage {
  std::vector<HistoryRow> entries;  // the newest first
  std::optional<std::string> next_cursor;
  int64_t size = 0;
};

struct Verified {
  int64_t entries = 0, erased = 0, checkpoints = 0;
  std::string root;                  // base64
  std::optional<int64_t> first_bad;  // index of the first entry that was changed, removed or moved
  std::string what;                  // and how that shows
};

struct Inclusion {
  int64_t index = 0, size = 0;
  std::string leaf;                 // base64 of the leaf's hash
  std::vector<std::string> hashes;  // RFC 6962 audit path, base64
  std::string checkpoint;           // signed note of that size
};

Result<HistoryPage> list_history(Store& store, const Actor& actor, const HistoryQuery& query);
Result<std::string> latest_checkpoint(Store& store);
Result<std::string> verifier_key(Store& store);  // of the signed notes, as the public formats write it
Result<Inclusion> prove_inclusion(Store& store, const Actor& actor, int64_t index);
Result<std::vector<std::string>> prove_consistency(Store& store, const Actor& actor, int64_t from, int64_t to);

// The log as static files that anybody may be given (C2SP tlog-tiles): hashes, records of entries, the latest
// checkpoint. None of it tells what was done. What is in the folder already and never changes is left. Returns the
// log's size.
Result<int64_t> publish_history(Store& store, const std::string& folder);

// kept_elsewhere: a checkpoint that was written down before; empty: only the store's own.
Result<Verified> verify_history(Store& store, const std::string& kept_elsewhere = {});

// A person's data goes (posts, texts, names, what entries said), by an entry of its own that stays. Dates and measures
// stay.
struct Erasure {
  std::string account_id, reasons;
};
Result<int64_t> erase_account(Store& store, const Actor& actor, const Erasure& erasure);  // entries erased

// Takes away what is older than settings.retention_* say. Returns what went, by class.
Result<std::vector<std::string>> enforce_retention(Store& store, const Actor& actor);

}  // namespace lockstep::cases
