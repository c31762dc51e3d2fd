// lockstep/sources/formats/text_arena.h
//
// Room for the texts of one batch that are not found in the input as they are: unescaped, joined, replaced.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace lockstep {

class TextArena {
 public:
  // Room for up to `size` bytes, never null; valid until clear().
  char* reserve(size_t size) {
    if (next_ == nullptr || size_t(end_ - next_) < size) {
      const size_t chunk = std::max(size, chunk_bytes);
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
      next_ = chunks_.back().get();
      end_ = next_ + chunk;
    }
    return next_;
  }

  // What was written to the last room, up to `end`.
  std::string_view keep(const char* end) {
    const std::string_view text(next_, size_t(end - next_));
    next_ += text.size();
    return text;
  }

  std::string_view copy(std::string_view text) {
    return keep(std::copy(text.begin(), text.end(), reserve(text.size())));
  }

  void clear() {
    chunks_.clear();
    next_ = end_ = nullptr;
  }

 private:
  static constexpr size_t chunk_bytes = size_t(64) << 10;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace lockstep
