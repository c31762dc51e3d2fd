#include "lockstep/sources/formats/block_buffer.h"

#include <cstring>

namespace lockstep {
namespace {

std::unique_ptr<char[]> allocate(size_t capacity) {
  auto data = std::make_unique_for_overwrite<char[]>(capacity + BlockBuffer::padding);
  std::memset(data.get(), 0, BlockBuffer::padding);
  return data;
}

}  // namespace

BlockBuffer::BlockBuffer(std::unique_ptr<ByteSource> source, size_t block_bytes)
    : source_(std::move(source)), data_(allocate(block_bytes)), capacity_(block_bytes) {}

Result<void> BlockBuffer::refill(size_t used) {
  const size_t rest = size_ - used;
  if (rest > capacity_ / 2) {
    capacity_ *= 2;
    auto larger = allocate(capacity_);
    std::memcpy(larger.get(), data_.get() + used, rest);
    data_ = std::move(larger);
  } else {
    std::memmove(data_.get(), data_.get() + used, rest);
  }
  size_ = rest;
  const Result<size_t> got = read_fully(*source_, data_.get() + rest, capacity_ - rest);
  if (!got) return got.error();
  size_ += *got;
  at_end_ = size_ < capacity_;
  std::memset(data_.get() + size_, 0, padding);
  return {};
}

}  // namespace lockstep
