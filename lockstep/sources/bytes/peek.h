// lockstep/sources/bytes/peek.h
//
// A stream whose first bytes can be looked at before they are read.
#pragma once

#include <string>
#include <string_view>

#include "lockstep/sources/bytes/byte_source.h"

namespace lockstep {

class Peek final : public ByteSource {
 public:
  explicit Peek(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // The next `size` bytes, fewer only at the end; valid until the next call.
  Result<std::string_view> peek(size_t size);

  Result<size_t> read(char* to, size_t size) override;

 private:
  std::unique_ptr<ByteSource> source_;
  std::string seen_;
  size_t next_ = 0;  // of seen_
};

}  // namespace lockstep
