// lockstep/columnar/columnar.h
//
// Tables as columns of cells, and Parquet files.
//
// Arrow and Parquet are large libraries that cost a program 10 ms to start with, so they live in a shared library of
// our own, lockstep_parquet, which is loaded when the first Parquet file is opened. It lies in ../lib beside the
// program. Rejected: linking them (every `inspect` of a CSV would pay), a Parquet reader of our own.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/columnar/row_batch.h"

namespace lockstep {

// Errors: a damaged file (kind input), a missing lockstep_parquet (kind file).
Result<std::unique_ptr<RowReader>> open_parquet(const std::string& path);

// A column to write. Texts that repeat are given as a dictionary: `codes` point into `text`.
struct ParquetColumn {
  enum class Form : uint8_t { dictionary, text, uint32, int64, float64, timestamp };
  std::string name;
  Form form;
  std::span<const std::string_view>
      text;                           // dictionary: the distinct values; text: one a row; data() == nullptr is null
  std::span<const uint32_t> codes;    // dictionary (UINT32_MAX is null), uint32
  std::span<const int64_t> integers;  // int64; timestamp: microseconds since 1970, UTC
  std::span<const double> numbers;    // float64
};

// Writes Parquet in row groups; the same columns in each call, and the same bytes for the same calls. Nothing stands at
// `path` until finish(): until then the file is path + ".part", which an unfinished writer removes.
class ParquetWriter {
 public:
  virtual ~ParquetWriter() = default;
  virtual Result<void> write(std::span<const ParquetColumn> columns, size_t rows) = 0;
  virtual Result<void> finish() = 0;
};

// `metadata` is stored in the file as key-value pairs.
Result<std::unique_ptr<ParquetWriter>> create_parquet(const std::string& path,
                                                      std::span<const std::pair<std::string, std::string>> metadata);

}  // namespace lockstep
