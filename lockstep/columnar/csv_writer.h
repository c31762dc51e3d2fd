// lockstep/columnar/csv_writer.h
//
// The one writer of CSV: RFC 4180 with \n at the end of a row. A cell is quoted only where it must be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep {

// Appends one cell, quoted if it holds a comma, a quote or the end of a line.
void append_csv_cell(std::string& row, std::string_view cell);

// Rows into a file. Nothing stands at the path until finish(): until then the file is path + ".part", which an
// unfinished writer removes. A failure (no space) is kept and told by finish(), so rows need no checks of their own.
class CsvWriter {
 public:
  static Result<CsvWriter> create(const std::string& path);
  static CsvWriter to_descriptor(int descriptor);  // such as standard output; `path` plays no part

  CsvWriter(CsvWriter&&) noexcept;
  CsvWriter& operator=(CsvWriter&&) noexcept;
  ~CsvWriter();

  CsvWriter& cell(std::string_view text);
  CsvWriter& cell(uint64_t number);
  CsvWriter& cell(int64_t number);
  CsvWriter& cell(double number);  // the shortest digits that give the number back
  void end_row();

  template <class... Cells>
  void row(const Cells&... cells) {
    (cell(cells), ...);
    end_row();
  }

  Result<void> finish();

 private:
  struct File;
  explicit CsvWriter(std::unique_ptr<File> file);
  void begin_cell();
  void flush();

  std::unique_ptr<File> file_;
  std::string rows_;
  bool first_in_row_ = true;
};

}  // namespace lockstep
