// lockstep/cases/store.h
//
// Where cases live: SQLite (a file, WAL) or PostgreSQL, behind one SOCI session. Everything that changes something goes
// through write(): one transaction at a time over all processes, and in it at least one entry of the history, which
// ends in a signed checkpoint. What is acknowledged is on disk; what failed left nothing.
//
// Rejected: state made only by replaying the history (a queue of 10,000 cases would be slow to open); a history beside
// the database (two things that can disagree after a power cut).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace soci {
class session;
}

namespace lockstep::cases {

using Json = nlohmann::json;  // keys in order: the same value is the same text

enum class Role : uint32_t {
  analyst = 1,
  reviewer = 2,
  appeals_reviewer = 4,
  publisher = 8,
  auditor = 16,
  administrator = 32,
};
using Roles = uint32_t;  // of Role
constexpr Roles all_roles = 63;
constexpr Roles operator|(Role a, Role b) { return Roles(a) | Roles(b); }
constexpr Roles operator|(Roles a, Role b) { return a | Roles(b); }

std::vector<std::string> names_of(Roles roles);
Result<Roles> roles_of(const std::vector<std::string>& names);

// The same key and request act once, and give the same answer every time.
struct RequestKey {
  std::string key, request;  // request: a digest of what was asked
};

// Who acts. person_id 0 is the program itself, or nobody known (a public page).
struct Actor {
  int64_t person_id = 0;
  std::string handle;
  Roles roles = 0;
  std::optional<RequestKey> request = {};
  bool may(Roles any_of) const { return (roles & any_of) != 0; }
};

// One act of the history. The payload is what a person would need to know afterwards; it can be erased, the entry
// cannot.
struct Entry {
  std::string act;  // "case.claimed", "decision.proposed" …
  std::optional<int64_t> case_id;
  Json payload;
};

class Writing {
 public:
  soci::session& sql;
  const int64_t now;  // seconds since 1970; never before the last entry's
  const Actor& actor;

  void append(Entry entry);
  int64_t next(std::string_view counter, int64_t count = 1);  // 1, 2, 3 … for a table's key; the first of `count`
  std::string random_token();                                 // 32 bytes, base64url

  Writing(soci::session& session, int64_t time, const Actor& who, class StoreParts& store);
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  StoreParts& store_;
  std::vector<Entry> entries_;
};

struct StoreOptions {
  std::string key_path;       // of the history's signing key; empty: beside an SQLite file. Made for a new history.
  std::string verifying_key;  // instead of the signing key: the store can be read and verified, not written
  bool must_exist = false;    // an Error of kind missing instead of a new store
  std::string origin = "lockstep";                  // the log's name in its checkpoints
  std::function<int64_t()> now;                     // seconds since 1970; empty: the system's clock
  std::function<std::string(size_t bytes)> random;  // empty: the system's
  unsigned readers = 4;                             // connections that read at once
};

class Store {
 public:
  // url: a path, "sqlite:PATH" or "postgresql://…". Makes the tables where there are none and moves older ones forward.
  static Result<std::unique_ptr<Store>> open(const std::string& url, StoreOptions options = {});
  ~Store();

  // Rolls back when `change` gives an Error. One at a time, also over processes.
  template <class T>
  Result<T> write(const Actor& actor, const std::function<Result<T>(Writing&)>& change) {
    std::optional<Result<T>> answer;
    Result<void> done = write_any(actor, [&](Writing& writing) -> Result<void> {
      answer.emplace(change(writing));
      if (!*answer) return answer->error();
      return {};
    });
    if (!done) return done.error();
    return std::move(*answer);
  }

  template <class T>
  Result<T> read(const std::function<Result<T>(soci::session&)>& look) {
    std::optional<Result<T>> answer;
    Result<void> done = read_any([&](soci::session& sql) { answer.emplace(look(sql)); });
    if (!done) return done.error();
    return std::move(*answer);
  }

  int64_t now() const;
  const std::string& url() const;
  bool is_sqlite() const;
  std::string random_bytes(size_t bytes) const;

  // HMAC-SHA256 under a key that is made from the signing key's file, not kept in the database.
  std::string tag(std::string_view text) const;
  const std::string& origin() const;
  std::string verifier_key() const;  // as signed notes write it

  // Called after a commit with what was appended; for other people's screens.
  void on_commit(std::function<void(const std::vector<Entry>&)> tell);

 private:
  explicit Store(std::unique_ptr<StoreParts> parts);
  Result<void> write_any(const Actor& actor, const std::function<Result<void>(Writing&)>& change);
  Result<void> read_any(const std::function<void(soci::session&)>& look);
  std::unique_ptr<StoreParts> parts_;
};

}  // namespace lockstep::cases
