// lockstep/columnar/parquet/failure.h
//
// Arrow's status and Parquet's exceptions as our one kind of error.
#pragma once

#include <arrow/status.h>

#include <exception>

#include "lockstep/base/result.h"

namespace lockstep::parquet {

inline Error unreadable(const std::string& path, const std::string& cause) {
  return {.kind = ErrorKind::input,
          .message = "damaged or unsupported Parquet file: " + cause,
          .where = path,
          .hint = "write the file again, or export it as CSV"};
}

inline Error not_written(const std::string& path, const std::string& cause) {
  return {.kind = ErrorKind::file, .message = "cannot be written: " + cause, .where = path};
}

// Runs `work`, a function that returns an arrow::Status, and catches what Parquet throws.
template <class Work>
arrow::Status caught(Work&& work) {
  try {
    return work();
  } catch (const std::exception& thrown) {
    return arrow::Status::Invalid(thrown.what());
  }
}

}  // namespace lockstep::parquet
