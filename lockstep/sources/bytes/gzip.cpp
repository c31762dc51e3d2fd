// gzip by zlib, which checks each member's CRC (libarchive does not).
#include <fmt/format.h>
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <vector>

#include "lockstep/sources/bytes/packed.h"

namespace lockstep {
namespace {

constexpr int gzip_window = 15 + 16;

class Gzip final : public ByteSource {
 public:
  explicit Gzip(Packed packed) : packed_(std::move(packed)), input_(size_t(128) << 10) {
    inflateInit2(&stream_, gzip_window);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override { inflateEnd(&stream_); }

  Result<size_t> read(char* to, size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = uInt(std::min<size_t>(size, size_t(1) << 30));
    const uInt room = stream_.avail_out;
    while (stream_.avail_out == room && !at_end_) {
      const Result<void> step = between_members_ ? begin_member() : inflate_some();
      if (!step) return step.error();
    }
    const size_t got = room - stream_.avail_out;
    unpacked_ += got;
    const Result<void> within = check_expansion(unpacked_, *packed_.file, packed_.max_expansion);
    if (!within) return within.error();
    return got;
  }

 private:
  Error damaged(std::string what) const {
    return {ErrorKind::input, fmt::format("the gzip data is {} (after {} unpacked bytes)", what, unpacked_),
            packed_.file->path, "get the file again; nothing of it was used"};
  }

  // False at the end of the packed bytes.
  Result<bool> refill() {
    if (stream_.avail_in > 0) return true;
    const Result<size_t> got = packed_.bytes->read(input_.data(), input_.size());
    if (!got) return got.error();
    stream_.next_in = reinterpret_cast<const Bytef*>(input_.data());
    stream_.avail_in = uInt(*got);
    return *got > 0;
  }

  Result<void> inflate_some() {
    const Result<bool> more = refill();
    if (!more) return more.error();
    if (!*more) return damaged("cut short");
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      between_members_ = true;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return damaged(fmt::format("damaged: {}", stream_.msg ? stream_.msg : "it cannot be unpacked"));
    }
    return {};
  }

  // Members may follow each other; zeros after the last one are padding.
  Result<void> begin_member() {
    const Result<bool> more = refill();
    if (!more) return more.error();
    at_end_ = !*more;
    if (at_end_) return {};
    if (*stream_.next_in == 0) {
      while (stream_.avail_in > 0 && *stream_.next_in == 0) ++stream_.next_in, --stream_.avail_in;
      padding_ = true;
      return {};
    }
    if (padding_ || *stream_.next_in != 0x1f) return damaged("followed by other bytes");
    inflateReset(&stream_);
    between_members_ = false;
    return {};
  }

  Packed packed_;
  std::vector<char> input_;
  z_stream stream_{};
  bool between_members_ = false;
  bool padding_ = false;
  bool at_end_ = false;
  uint64_t unpacked_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> make_gzip(Packed packed) { return std::make_unique<Gzip>(std::move(packed)); }

}  // namespace lockstep
