#include "lockstep/sources/bytes/unpack.h"

#include <fmt/format.h>

#include "lockstep/sources/bytes/packed.h"
#include "lockstep/sources/bytes/peek.h"

namespace lockstep {
namespace {

constexpr int max_layers = 8;

bool is_gzip(std::string_view head) { return head.starts_with("\x1f\x8b\x08"); }

// A frame, or a skippable frame (50 to 5f, 2a, 4d, 18), which may come first.
bool is_zstd(std::string_view head) {
  return head.starts_with("\x28\xb5\x2f\xfd") ||
         (head.size() >= 4 && (head[0] & 0xf0) == 0x50 && head.substr(1) == "\x2a\x4d\x18");
}

}  // namespace

Result<UnpackedBytes> unpack(StoredBytes stored, uint64_t max_expansion) {
  auto bytes = std::make_unique<Peek>(std::move(stored.bytes));
  for (int layer = 0;; ++layer) {
    const Result<std::string_view> head = bytes->peek(4);
    if (!head) return head.error();
    const bool gzip = is_gzip(*head);
    if (!gzip && !is_zstd(*head)) return UnpackedBytes{std::move(bytes), layer};
    if (layer == max_layers)
      return Error{ErrorKind::limit, fmt::format("packed more than {} times over", max_layers), stored.file->path};
    Packed packed{std::move(bytes), stored.file, max_expansion};
    bytes = std::make_unique<Peek>(gzip ? make_gzip(std::move(packed)) : make_zstd(std::move(packed)));
  }
}

}  // namespace lockstep
