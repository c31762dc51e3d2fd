// lockstep/cases/log.h
//
// How the history lies in the store: an entry is a head that stays (who, when, which act, about which case) and a body
// that can be erased. The head holds a seal, a salted commitment to the body; the head is itself sealed into the
// record, which is the leaf of the Merkle log (lockstep/ledger).
#pragma once

#include "lockstep/cases/sql.h"
#include "lockstep/cases/store.h"
#include "lockstep/ledger/ledger.h"

namespace lockstep::cases {

struct StoredHead {
  int64_t entry = 0, time = 0, person_id = 0;
  std::string act;
  std::optional<int64_t> case_id;
  std::string seal;  // base64
};

// {"act":…,"case_id":…,"person_id":…,"seal":…,"time":…}: what the leaf commits to.
std::string head_text(const StoredHead& head);

std::string body_seal(std::string_view salt, std::string_view body);  // base64

// Appends entries to the tables and signs a checkpoint over all of them; in the caller's transaction.
class LogWriter {
 public:
  LogWriter(soci::session& sql, const SigningKey& key, const std::function<std::string(size_t)>& random)
      : sql_(sql), key_(key), random_(random) {}
  Result<void> append(const std::vector<Entry>& entries, const Actor& actor, int64_t time);

 private:
  Result<Frontier> frontier() const;
  Result<void> check_edge(const Frontier& edge) const;
  struct Rows;  // of the three tables, that wait to be inserted
  void write(const Entry& entry, const Actor& actor, int64_t time, Frontier& frontier, Rows& rows);
  soci::session& sql_;
  const SigningKey& key_;
  const std::function<std::string(size_t)>& random_;
};

int64_t log_size(soci::session& sql);
int64_t last_time(soci::session& sql);
ReadNode nodes_in(soci::session& sql);

// Accounts that a body speaks of: every "account_id" in it, at any depth.
std::vector<std::string> accounts_in(const Json& body);

}  // namespace lockstep::cases
