// lockstep/cases/keep_store.h
//
// Looking after a store: whether it is whole, a copy of it, and a store made from a copy. A copy is always an SQLite
// file that opens as a store by itself, whatever the store lies in; so this is also the way from SQLite to PostgreSQL.
//
// Rejected: pg_dump and sqlite3's .backup (two formats, and neither says whether what it copied was whole).
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

struct Finding {
  std::string part;   // "database", "history", "tree of the history"
  std::string state;  // "whole", or what is wrong
  bool whole = true;
};

// Reads all of it.
Result<std::vector<Finding>> check_store(Store& store);

struct Copied {
  int64_t rows = 0, entries = 0;  // of all tables; of the history
};

// One state of the store, however much is written meanwhile. Errors: the file is there already (conflict). The signing
// key is not in the copy.
Result<Copied> back_up(Store& store, const std::string& path);

// Into a place where there is no store, or one in which nothing was done yet. One transaction; what it cannot finish
// leaves no file. key_path: of the key that signed the history; empty: beside an SQLite file.
Result<Copied> restore(const std::string& backup, const std::string& url, const std::string& key_path = {});

}  // namespace lockstep::cases
