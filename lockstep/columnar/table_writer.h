// lockstep/columnar/table_writer.h
//
// Columns to write, whatever the file's format.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep {

// One column of some rows. Texts that repeat are given as a dictionary: `codes` point into `text`.
struct TableColumn {
  enum class Form : uint8_t { dictionary, text, uint32, int64, float64, timestamp };
  std::string name;
  Form form;
  std::span<const std::string_view> text = {};  // dictionary: the distinct values; text: one a row; data() == nullptr
                                                // is null
  std::span<const uint32_t> codes = {};         // dictionary (UINT32_MAX is null), uint32
  std::span<const int64_t> integers = {};       // int64; timestamp: microseconds since 1970, UTC
  std::span<const double> numbers = {};         // float64
};

// Writes a table some rows at a time (in Parquet each write is a row group): the same columns in each call, and the
// same bytes for the same calls. Nothing stands at the path until finish(): until then the file is path + ".part",
// which an unfinished writer removes.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  virtual Result<void> write(std::span<const TableColumn> columns, size_t rows) = 0;
  virtual Result<void> finish() = 0;
};

}  // namespace lockstep
