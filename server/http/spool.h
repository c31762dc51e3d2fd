// server/http/spool.h
//
// Where a body goes while it arrives: memory, or a file that nobody else can read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep::server {

class Spool {
 public:
  static Spool in_memory() { return {}; }
  static Result<Spool> in_file(const std::string& folder);

  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&&) = delete;
  ~Spool();  // removes the file, if it is still there under its name

  Result<void> add(std::string_view bytes);
  uint64_t size() const { return size_; }
  std::string take_bytes() { return std::move(bytes_); }
  const std::string& path() const { return path_; }

  // Everything is in the file.
  Result<void> finish();

 private:
  Spool() = default;
  std::string bytes_, path_;
  int file_ = -1;
  uint64_t size_ = 0;
};

}  // namespace lockstep::server
