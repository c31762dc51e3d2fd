#include <fmt/format.h>

#include <algorithm>

#include "lockstep/sources/bytes/packed.h"

namespace lockstep {

Result<void> check_expansion(uint64_t unpacked, const StoredFile& file, uint64_t max_expansion) {
  const uint64_t stored = std::max<uint64_t>(1, file.bytes_read);
  if (unpacked <= free_expansion || unpacked / stored < max_expansion) return {};
  return Error{ErrorKind::limit, fmt::format("{} bytes came out of {} packed ones: a zip bomb?", unpacked, stored),
               file.path, "if the file is what you expect, unpack it yourself and give the result"};
}

}  // namespace lockstep
