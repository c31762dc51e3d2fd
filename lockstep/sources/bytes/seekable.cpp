#include "lockstep/sources/bytes/seekable.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

namespace lockstep {
namespace {

constexpr size_t block_bytes = size_t(256) << 10;

template <class Use>
Result<void> for_each_block(ByteSource& bytes, Use&& use) {
  std::vector<char> block(block_bytes);
  for (;;) {
    const Result<size_t> got = bytes.read(block.data(), block.size());
    if (!got) return got.error();
    if (*got == 0) return {};
    const Result<void> used = use(block.data(), *got);
    if (!used) return used;
  }
}

}  // namespace

Result<Seekable> Seekable::spool(ByteSource& bytes, const std::string& shown) {
  const auto failed = [&] {
    return Error{ErrorKind::file, fmt::format("cannot be kept in a temporary file: {}", std::strerror(errno)), shown,
                 "store it as a file of its own and give that"};
  };
  std::FILE* file = std::tmpfile();
  if (file == nullptr) return failed();
  Seekable kept(fmt::format("/dev/fd/{}", fileno(file)));
  kept.open_file_ = std::shared_ptr<void>(file, [](void* open) { std::fclose(static_cast<std::FILE*>(open)); });
  const Result<void> copied = for_each_block(bytes, [&](const char* block, size_t size) -> Result<void> {
    if (std::fwrite(block, 1, size, file) != size) return failed();
    return {};
  });
  if (!copied) return copied.error();
  if (std::fflush(file) != 0) return failed();
  return kept;
}

Result<void> drain(ByteSource& bytes) {
  return for_each_block(bytes, [](const char*, size_t) { return Result<void>(); });
}

}  // namespace lockstep
