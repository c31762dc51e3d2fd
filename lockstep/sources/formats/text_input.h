// lockstep/sources/formats/text_input.h
#pragma once

#include <memory>
#include <string>

#include "lockstep/sources/bytes/stored_bytes.h"

namespace lockstep {

// What a reader of text stands on.
struct TextInput {
  std::unique_ptr<ByteSource> text;  // unpacked UTF-8 without a byte-order mark
  std::shared_ptr<StoredFile> file;
  std::string path;                          // for messages
  std::shared_ptr<const uint64_t> replaced;  // characters that decoding replaced so far
  size_t block_bytes = size_t(256) << 10;    // read at once: fits the second cache
  uint64_t max_row_bytes = uint64_t(16) << 20;
};

}  // namespace lockstep
