// lockstep/columnar/parquet/arrays.h
//
// Columns to write as Arrow arrays.
#pragma once

#include <arrow/memory_pool.h>
#include <arrow/result.h>
#include <arrow/type_fwd.h>

#include <memory>

#include "lockstep/columnar/columnar.h"

namespace lockstep::parquet {

// What is written takes the memory that earlier stages have freed; Arrow's own pool would take as much again.
inline arrow::MemoryPool* memory() { return arrow::system_memory_pool(); }

std::shared_ptr<arrow::Field> field_of(const TableColumn& column);

// Numbers are not copied: the column must outlive the array.
arrow::Result<std::shared_ptr<arrow::Array>> array_of(const TableColumn& column, size_t rows);

}  // namespace lockstep::parquet
