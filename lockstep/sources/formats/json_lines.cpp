#include <fmt/format.h>

#include <cstring>

#include "lockstep/sources/formats/excerpt.h"
#include "lockstep/sources/formats/json_items.h"

namespace lockstep {

Result<void> JsonItems::refill() {
  const Result<void> read = buffer_.refill(begin_);
  begin_ = 0;
  return read;
}

void JsonItems::too_long(std::string_view item) {
  fault_ = {.line = line_,
            .column = 0,
            .kind = "row too long",
            .reason = fmt::format("longer than {} bytes: {}", max_item_bytes_, excerpt(item))};
}

namespace {

class JsonLines final : public JsonItems {
 public:
  using JsonItems::JsonItems;

  Step next() override {
    for (;;) {
      const char* begin = buffer_.data() + begin_;
      const size_t rest = buffer_.size() - begin_;
      const char* newline = static_cast<const char*>(std::memchr(begin, '\n', rest));
      if (newline == nullptr && !buffer_.at_end()) {
        if (rest <= max_item_bytes_) return Step::need_block;
        return pass_over_long({begin, rest}, rest, 0);
      }
      if (rest == 0) return Step::end;
      length_ = newline ? size_t(newline - begin) : rest;
      next_ = length_ + (newline ? 1 : 0);
      if (skipping_) {
        skipping_ = false;
      } else if (length_ > max_item_bytes_) {
        return pass_over_long({begin, length_}, next_, 1);
      } else {
        text_ = {begin, length_};
        if (text_.find_first_not_of(" \t\r") != text_.npos) return Step::item;
      }
      accept();
    }
  }

  void accept() override {
    begin_ += next_;
    ++line_;
  }
  void reject() override { accept(); }

 private:
  Step pass_over_long(std::string_view item, size_t bytes, uint64_t lines) {
    const bool told = skipping_;
    if (!told) too_long(item);
    skipping_ = lines == 0;
    begin_ += bytes;
    line_ += lines;
    return told ? Step::need_block : Step::fault;
  }

  size_t length_ = 0, next_ = 0;
  bool skipping_ = false;  // inside a line that is too long
};

}  // namespace

std::unique_ptr<JsonItems> json_lines(TextInput& input) { return std::make_unique<JsonLines>(input); }

}  // namespace lockstep
