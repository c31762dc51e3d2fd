// gzip by ISA-L's igzip, which checks each member's CRC (libarchive does not).
#include <fmt/format.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <vector>

#include "lockstep/sources/bytes/packed.h"

namespace lockstep {
namespace {

std::string_view what_is_wrong(int status) {
  switch (status) {
    case ISAL_INVALID_BLOCK:
      return "invalid block";
    case ISAL_INVALID_SYMBOL:
      return "invalid code";
    case ISAL_INVALID_LOOKBACK:
      return "invalid distance too far back";
    case ISAL_INVALID_WRAPPER:
      return "incorrect header check";
    case ISAL_UNSUPPORTED_METHOD:
      return "unknown compression method";
    case ISAL_INCORRECT_CHECKSUM:
      return "incorrect data check";
    default:
      return "it cannot be unpacked";
  }
}

class Gzip final : public ByteSource {
 public:
  explicit Gzip(Packed packed) : packed_(std::move(packed)), input_(size_t(128) << 10) { begin_stream(); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  Result<size_t> read(char* to, size_t size) override {
    stream_.next_out = reinterpret_cast<uint8_t*>(to);
    stream_.avail_out = uint32_t(std::min<size_t>(size, size_t(1) << 30));
    const uint32_t room = stream_.avail_out;
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
    stream_.next_in = reinterpret_cast<uint8_t*>(input_.data());
    stream_.avail_in = uint32_t(*got);
    return *got > 0;
  }

  void begin_stream() {
    isal_inflate_reset(&stream_);
    stream_.crc_flag = ISAL_GZIP;
  }

  // What was unpacked already may wait in the stream when the input is used up.
  Result<void> inflate_some() {
    const Result<bool> more = refill();
    if (!more) return more.error();
    const uint32_t room = stream_.avail_out;
    const int status = isal_inflate(&stream_);
    if (status != ISAL_DECOMP_OK) return damaged(fmt::format("damaged: {}", what_is_wrong(status)));
    between_members_ = stream_.block_state == ISAL_BLOCK_FINISH;
    if (!*more && !between_members_ && stream_.avail_out == room) return damaged("cut short");
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
    begin_stream();
    between_members_ = false;
    return {};
  }

  Packed packed_;
  std::vector<char> input_;
  inflate_state stream_{};
  bool between_members_ = false;
  bool padding_ = false;
  bool at_end_ = false;
  uint64_t unpacked_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> make_gzip(Packed packed) { return std::make_unique<Gzip>(std::move(packed)); }

}  // namespace lockstep
