// lockstep/columnar/parquet/cells.h
//
// Arrow arrays as columns of cells.
#pragma once

#include <arrow/array.h>

#include <span>
#include <string>

#include "lockstep/columnar/row_batch.h"

namespace lockstep::parquet {

// Integers, dates and timestamps become integers, texts and dictionaries of texts point into the array; anything else
// is written into `made` as text, lists joined by list_separator. `path` names the fields of structs on the way down.
void fill_cells(const arrow::Array& array, std::span<const std::string> path, std::string& made, ColumnCells& cells);

}  // namespace lockstep::parquet
