// lockstep/cases/insert.h
//
// Many rows for one table, many in a statement, which is prepared once: a row by itself costs PostgreSQL a journey to
// the server and back, a statement prepared for it two more.
//
//   Insert sources(sql, "sources (case_id, source)", "on conflict do nothing");
//   for (…) sources(with(case_id, source));
//   sources.finish();  // the rows that wait; without it they are not inserted
#pragma once

#include "lockstep/cases/sql.h"

namespace lockstep::cases {

class Insert {
 public:
  // into: the table and its columns; after: what follows the rows.
  Insert(soci::session& sql, std::string into, std::string after = "", size_t rows_at_once = 64)
      : sql_(sql), into_(std::move(into)), after_(std::move(after)), rows_at_once_(rows_at_once) {}

  void operator()(Values row);  // of the same types each time
  void finish();

 private:
  std::string text(size_t rows) const;
  void insert_all();
  soci::session& sql_;
  std::string into_, after_;
  size_t rows_at_once_, columns_ = 0, waiting_ = 0;
  Values values_;                               // of rows_at_once_ rows, where the prepared statement finds them
  std::unique_ptr<soci::statement> statement_;  // once that many were there
};

}  // namespace lockstep::cases
