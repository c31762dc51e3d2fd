#include "lockstep/sources/bytes/peek.h"

#include <algorithm>
#include <cstring>

namespace lockstep {

Result<std::string_view> Peek::peek(size_t size) {
  const size_t have = seen_.size() - next_;
  if (have < size) {
    seen_.erase(0, next_);
    next_ = 0;
    seen_.resize(size);
    const Result<size_t> got = read_fully(*source_, seen_.data() + have, size - have);
    seen_.resize(have + (got ? *got : 0));
    if (!got) return got.error();
  }
  return std::string_view(seen_).substr(next_, size);
}

Result<size_t> Peek::read(char* to, size_t size) {
  if (next_ == seen_.size()) return source_->read(to, size);
  const size_t count = std::min(size, seen_.size() - next_);
  std::memcpy(to, seen_.data() + next_, count);
  next_ += count;
  return count;
}

}  // namespace lockstep
