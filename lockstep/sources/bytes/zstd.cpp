// zstd by its own library; frames may follow each other.
#include <fmt/format.h>
#include <zstd.h>

#include <vector>

#include "lockstep/sources/bytes/packed.h"

namespace lockstep {
namespace {

class Zstd final : public ByteSource {
 public:
  explicit Zstd(Packed packed)
      : packed_(std::move(packed)), buffer_(ZSTD_DStreamInSize()), stream_(ZSTD_createDStream()) {}

  Result<size_t> read(char* to, size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (input_.pos == input_.size && !flushing_) {
        const Result<size_t> got = packed_.bytes->read(buffer_.data(), buffer_.size());
        if (!got) return got.error();
        if (*got == 0 && inside_frame_) return damaged("cut short");
        if (*got == 0) return size_t(0);
        input_ = {buffer_.data(), *got, 0};
      }
      const size_t status = ZSTD_decompressStream(stream_.get(), &out, &input_);
      if (ZSTD_isError(status)) return damaged(fmt::format("damaged: {}", ZSTD_getErrorName(status)));
      inside_frame_ = status != 0;
      flushing_ = out.pos == out.size && inside_frame_;
    }
    unpacked_ += out.pos;
    const Result<void> within = check_expansion(unpacked_, *packed_.file, packed_.max_expansion);
    if (!within) return within.error();
    return out.pos;
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  Error damaged(std::string what) const {
    return {ErrorKind::input, fmt::format("the zstd data is {} (after {} unpacked bytes)", what, unpacked_),
            packed_.file->path, "get the file again; nothing of it was used"};
  }

  Packed packed_;
  std::vector<char> buffer_;
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool inside_frame_ = false;
  bool flushing_ = false;  // the library may hold bytes for which there was no room
  uint64_t unpacked_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> make_zstd(Packed packed) { return std::make_unique<Zstd>(std::move(packed)); }

}  // namespace lockstep
