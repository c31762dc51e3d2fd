// lockstep/sources/bytes/seekable.h
//
// Zip and Parquet are read from their end: what comes from standard input or is packed must lie in a file first.
#pragma once

#include <memory>
#include <string>

#include "lockstep/sources/bytes/peek.h"

namespace lockstep {

class Seekable {
 public:
  // The file itself.
  explicit Seekable(std::string path) : path_(std::move(path)) {}

  // A file without a name that is gone with the last copy of this. Errors: no space.
  static Result<Seekable> spool(ByteSource& bytes, const std::string& shown);

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::shared_ptr<void> open_file_;
};

// Reads to the end, so that the digest of the stored bytes is known.
Result<void> drain(ByteSource& bytes);

}  // namespace lockstep
