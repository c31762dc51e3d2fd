// lockstep/columnar/parquet/writer.h
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "lockstep/base/result.h"
#include "lockstep/columnar/columnar.h"

namespace lockstep::parquet {

Result<std::unique_ptr<TableWriter>> create_writer(const std::string& path,
                                                   std::span<const std::pair<std::string, std::string>> metadata);

}  // namespace lockstep::parquet
