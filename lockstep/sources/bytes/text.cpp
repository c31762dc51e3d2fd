#include "lockstep/sources/bytes/text.h"

#include <cstring>
#include <vector>

#include "lockstep/sources/bytes/utf8.h"

namespace lockstep {
namespace {

constexpr size_t block_bytes = size_t(64) << 10;

enum class Encoding { utf8, utf16_little, utf16_big };

struct Detected {
  Encoding encoding;
  size_t mark_bytes;
};

// Without a mark: text in UTF-16 has zeros at every second place, wherever it is Latin.
Detected detect(std::string_view head) {
  if (head.starts_with("\xef\xbb\xbf")) return {Encoding::utf8, 3};
  if (head.starts_with("\xff\xfe")) return {Encoding::utf16_little, 2};
  if (head.starts_with("\xfe\xff")) return {Encoding::utf16_big, 2};
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const auto stand_at = [&](int place) {
    return head.size() >= 8 && zeros[place] * 10 >= head.size() * 3 && zeros[1 - place] * 5 <= zeros[place];
  };
  if (stand_at(1)) return {Encoding::utf16_little, 0};
  if (stand_at(0)) return {Encoding::utf16_big, 0};
  return {Encoding::utf8, 0};
}

class Utf16 final : public ByteSource {
 public:
  Utf16(std::unique_ptr<ByteSource> source, bool little, std::shared_ptr<uint64_t> replaced)
      : source_(std::move(source)), little_(little), replaced_(std::move(replaced)), block_(block_bytes) {}

  Result<size_t> read(char* to, size_t size) override {
    while (next_ == decoded_.size()) {
      const Result<size_t> got = read_fully(*source_, block_.data(), block_.size());
      if (!got) return got.error();
      if (*got == 0 && high_ == 0) return size_t(0);
      decode(*got);
    }
    const size_t count = std::min(size, decoded_.size() - next_);
    std::memcpy(to, decoded_.data() + next_, count);
    next_ += count;
    return count;
  }

 private:
  void append(char32_t c) {
    char bytes[4];
    decoded_.append(bytes, write_utf8(bytes, c));
  }

  void replace() {
    append(0xfffd);
    ++*replaced_;
  }

  void decode(size_t bytes) {
    decoded_.clear();
    next_ = 0;
    for (size_t i = 0; i + 1 < bytes; i += 2) {
      const auto first = static_cast<unsigned char>(block_[i]), second = static_cast<unsigned char>(block_[i + 1]);
      const char32_t unit = little_ ? char32_t(second << 8 | first) : char32_t(first << 8 | second);
      const bool low = unit >= 0xdc00 && unit < 0xe000;
      if (high_ != 0 && low) {
        append(0x10000 + ((high_ - 0xd800) << 10) + (unit - 0xdc00));
        high_ = 0;
        continue;
      }
      if (high_ != 0) replace();
      high_ = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
      if (low) replace();
      if (high_ == 0 && !low) append(unit);
    }
    const bool half_unit = bytes % 2 != 0, ends_high = bytes < block_.size() && high_ != 0;
    if (ends_high) high_ = 0;
    if (half_unit || ends_high) replace();
  }

  std::unique_ptr<ByteSource> source_;
  bool little_;
  std::shared_ptr<uint64_t> replaced_;
  std::vector<char> block_;
  std::string decoded_;
  size_t next_ = 0;
  char32_t high_ = 0;  // a high surrogate that waits for its low one
};

}  // namespace

Result<Text> decode_text(std::unique_ptr<Peek> bytes) {
  const Result<std::string_view> head = bytes->peek(256);
  if (!head) return head.error();
  const Detected found = detect(*head);
  char mark[4];
  const Result<size_t> dropped = read_fully(*bytes, mark, found.mark_bytes);
  if (!dropped) return dropped.error();
  auto replaced = std::make_shared<uint64_t>(0);
  if (found.encoding == Encoding::utf8) return Text{std::move(bytes), std::move(replaced), ""};
  const bool little = found.encoding == Encoding::utf16_little;
  auto decoded = std::make_unique<Peek>(std::make_unique<Utf16>(std::move(bytes), little, replaced));
  return Text{std::move(decoded), std::move(replaced),
              little ? "the file is UTF-16 (little-endian) and was decoded"
                     : "the file is UTF-16 (big-endian) and was decoded"};
}

}  // namespace lockstep
