// lockstep/columnar/columnar.h
//
// Tables as columns of cells, read from Parquet files and written as Parquet or CSV.
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
#include "lockstep/columnar/csv_writer.h"
#include "lockstep/columnar/row_batch.h"
#include "lockstep/columnar/table_writer.h"

namespace lockstep {

// Errors: a damaged file (kind input), a missing lockstep_parquet (kind file).
Result<std::unique_ptr<RowReader>> open_parquet(const std::string& path);

// Compressed by zstd; `metadata` is stored in the file as key-value pairs.
Result<std::unique_ptr<TableWriter>> create_parquet(const std::string& path,
                                                    std::span<const std::pair<std::string, std::string>> metadata);

// CSV with a line of names; "-" is standard output.
Result<std::unique_ptr<TableWriter>> create_csv(const std::string& path);

// Parquet where the path ends in .parquet, otherwise CSV.
Result<std::unique_ptr<TableWriter>> create_table(const std::string& path,
                                                  std::span<const std::pair<std::string, std::string>> metadata);

}  // namespace lockstep
