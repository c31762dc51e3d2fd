// lockstep/sources/bytes/unpack.h
//
// gzip and zstd, told apart by content and unpacked layer by layer, so that what comes out is no longer packed.
#pragma once

#include <string>

#include "lockstep/sources/bytes/peek.h"
#include "lockstep/sources/bytes/stored_bytes.h"

namespace lockstep {

struct UnpackedBytes {
  std::unique_ptr<Peek> bytes;
  int layers = 0;  // of packing that were taken away
};

// Unpacks for as long as the bytes are packed. Errors while reading: packed bytes that are damaged or cut short, and
// more than `max_expansion` bytes out of each stored byte once 100 MB have come out (kind limit).
Result<UnpackedBytes> unpack(StoredBytes stored, uint64_t max_expansion);

}  // namespace lockstep
