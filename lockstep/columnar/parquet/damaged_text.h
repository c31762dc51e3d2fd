// lockstep/columnar/parquet/damaged_text.h
//
// Parquet says that its texts are UTF-8; not every writer keeps the promise.
#pragma once

#include <vector>

#include "lockstep/columnar/row_batch.h"

namespace lockstep::parquet {

// Moves the rows with a text that is not UTF-8 out of `batch`, to `bad`.
void leave_out_damaged_text(RowBatch& batch, std::vector<BadRow>& bad);

}  // namespace lockstep::parquet
