// lockstep/columnar/parquet/reader.h
#pragma once

#include <memory>
#include <string>

#include "lockstep/base/result.h"
#include "lockstep/columnar/row_batch.h"

namespace lockstep::parquet {

Result<std::unique_ptr<RowReader>> open_reader(const std::string& path);

}  // namespace lockstep::parquet
