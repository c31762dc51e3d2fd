// lockstep/sources/bytes/stored_bytes.h
//
// The bytes of a file or of standard input as they are stored, counted and digested on the way.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "lockstep/sources/bytes/byte_source.h"

namespace lockstep {

// What is known of a file while it is read. Shared between the table and the streams above the file.
struct StoredFile {
  std::string path;          // as given; "-" is standard input
  uint64_t total_bytes = 0;  // 0 where it is not known
  std::atomic<uint64_t> bytes_read = 0;
  std::string sha256;  // in hex, once the last byte was read; empty until then or where not asked for
};

struct StoredBytes {
  std::shared_ptr<StoredFile> file;
  std::unique_ptr<ByteSource> bytes;
};

// Errors, each with its own message: an empty path, a missing file, one that may not be read, a directory.
Result<StoredBytes> open_stored(const std::string& path, bool digest);

}  // namespace lockstep
