// lockstep/sources/formats/marks.h
//
// Where the characters stand that a scanner must look at: CSV's separators, row ends and quotes, JSON's braces and
// quotes. Finding them all first, 64 bytes at a time, leaves the scanner one step a cell instead of one a byte.
#pragma once

#include <cstdint>
#include <memory>

namespace lockstep {

class Marks {
 public:
  // Offsets into `data` of every a, b and quote, ascending. Up to 64 bytes behind `size` are read.
  void find(const char* data, size_t size, char a, char b);

  size_t size() const { return size_; }
  uint32_t operator[](size_t i) const { return at_[i]; }

 private:
  std::unique_ptr<uint32_t[]> at_;  // room for a mark at every byte; pages that are not written cost nothing
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace lockstep
