// lockstep/events/bad_rows.h
//
// Counts what is left out, keeps the first few of each kind, and stops a run that would stand on too little.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"
#include "lockstep/columnar/row_batch.h"
#include "lockstep/events/read_report.h"

namespace lockstep {

class BadRows {
 public:
  BadRows(ReadReport& report, unsigned samples) : report_(report), samples_(samples) {}

  // `make_sample` is called for few rows only.
  template <class MakeSample>
  void add(std::string_view kind, InputReport& input, MakeSample&& make_sample) {
    BadRowKind& bad = report_.bad_rows[std::string(kind)];
    ++bad.count;
    ++input.bad_rows;
    ++count_;
    if (bad.samples.size() < samples_) bad.samples.push_back(make_sample());
  }
  uint64_t count() const { return count_; }

 private:
  ReadReport& report_;
  unsigned samples_;
  uint64_t count_ = 0;
};

// "posts.csv:18402: column 4 "time"".
std::string place_of_cell(std::string_view path, uint64_t line, uint32_t column, std::string_view name);

// Of a row that could not be read as one.
BadRowSample sample_of(const BadRow& row, std::string_view path);

// The text as it can stand in a message: quoted, shortened, control characters as ?.
std::string shown_text(std::string_view text);

// The error of a report with more bad rows than `share` of all rows.
std::optional<Error> too_many_bad_rows(const ReadReport& report, double share);

// The same while reading: only where, after a million rows, more than half are bad and more than `share`, so that a
// file of the wrong kind need not be read to its end.
std::optional<Error> hopeless(const ReadReport& report, double share);

}  // namespace lockstep
