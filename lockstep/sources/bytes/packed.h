// lockstep/sources/bytes/packed.h
//
// What one layer of packing needs to know: where it stands in the file, and how far it may go.
#pragma once

#include <memory>

#include "lockstep/sources/bytes/stored_bytes.h"

namespace lockstep {

inline constexpr uint64_t free_expansion = 100'000'000;  // bytes that may come out of anything

struct Packed {
  std::unique_ptr<ByteSource> bytes;
  std::shared_ptr<StoredFile> file;
  uint64_t max_expansion;
};

// Whether `unpacked` bytes are too many for what was read of the file: a zip bomb.
Result<void> check_expansion(uint64_t unpacked, const StoredFile& file, uint64_t max_expansion);

std::unique_ptr<ByteSource> make_gzip(Packed packed);
std::unique_ptr<ByteSource> make_zstd(Packed packed);

}  // namespace lockstep
