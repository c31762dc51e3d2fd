// lockstep/sources/formats/csv_marks.h
//
// Where the characters stand that can end or begin a cell. Finding them all first, 64 bytes at a time, leaves the
// scanner one step a cell instead of one a byte.
#pragma once

#include <cstdint>
#include <memory>

namespace lockstep {

class CsvMarks {
 public:
  // Offsets into `data` of every separator, row end and quote, ascending. Up to 64 bytes behind `size` are read.
  void find(const char* data, size_t size, char separator, char row_end);

  size_t size() const { return size_; }
  uint32_t operator[](size_t i) const { return at_[i]; }

 private:
  std::unique_ptr<uint32_t[]> at_;  // room for a mark at every byte; pages that are not written cost nothing
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace lockstep
