// lockstep/sources/formats/block_buffer.h
//
// The part of a stream that a reader looks at: rows are taken from the front, more is read behind them.
#pragma once

#include <memory>

#include "lockstep/sources/bytes/byte_source.h"

namespace lockstep {

class BlockBuffer {
 public:
  static constexpr size_t padding = 64;  // bytes behind the end that may be read or written by who looks at it

  BlockBuffer(std::unique_ptr<ByteSource> source, size_t block_bytes);

  // Drops `used` bytes from the front and reads behind the rest; grows where the rest fills more than half of it. Views
  // into the buffer end here.
  Result<void> refill(size_t used);

  char* data() { return data_.get(); }
  const char* data() const { return data_.get(); }
  size_t size() const { return size_; }
  bool at_end() const { return at_end_; }  // nothing comes after size()

 private:
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<char[]> data_;
  size_t capacity_;
  size_t size_ = 0;
  bool at_end_ = false;
};

}  // namespace lockstep
