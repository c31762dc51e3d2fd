// lockstep/sources/bytes/byte_source.h
//
// A stream of bytes, each kind made from the one below it: stored bytes, unpacked, decoded to UTF-8.
#pragma once

#include <cstddef>
#include <memory>

#include "lockstep/base/result.h"

namespace lockstep {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Up to `size` bytes (at least one) into `to`; 0 at the end, and again if asked again.
  virtual Result<size_t> read(char* to, size_t size) = 0;
};

// Reads until `size` bytes are there or the end is reached.
inline Result<size_t> read_fully(ByteSource& source, char* to, size_t size) {
  size_t have = 0;
  while (have < size) {
    const Result<size_t> got = source.read(to + have, size - have);
    if (!got) return got.error();
    if (*got == 0) break;
    have += *got;
  }
  return have;
}

}  // namespace lockstep
