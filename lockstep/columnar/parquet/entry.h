// lockstep/columnar/parquet/entry.h
//
// What the program takes out of the shared library lockstep_parquet. Both are built from one tree, so C++ types may
// pass through; one symbol is looked up.
#pragma once

#include "lockstep/columnar/columnar.h"

namespace lockstep::parquet {

struct Functions {
  Result<std::unique_ptr<RowReader>> (*open)(const std::string& path);
  Result<std::unique_ptr<TableWriter>> (*create)(const std::string& path,
                                                 std::span<const std::pair<std::string, std::string>> metadata);
};

inline constexpr const char* entry_symbol = "lockstep_parquet_functions";

}  // namespace lockstep::parquet
