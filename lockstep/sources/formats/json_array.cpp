#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "lockstep/sources/formats/excerpt.h"
#include "lockstep/sources/formats/json_items.h"
#include "lockstep/sources/formats/marks.h"

namespace lockstep {
namespace {

// The objects of an array, also of several arrays that follow each other. Between them, commas are not counted.
//
// An object that runs on because a quote or a brace is missing is passed over up to the next line that begins like the
// objects before it: a brace at the same indentation.
class JsonArray final : public JsonItems {
 public:
  using JsonItems::JsonItems;

  Result<void> refill() override {
    const Result<void> read = JsonItems::refill();
    if (read) marks_.find(buffer_.data(), buffer_.size(), '{', '}');
    mark_ = 0;
    return read;
  }

  Step next() override {
    for (;;) {
      if (resyncing_ && !resync()) return at_block_end();
      if (!inside_other_) pass_separators();
      if (begin_ == buffer_.size()) return at_block_end();
      if (!inside_other_ && buffer_.data()[begin_] == '{') return next_object();
      if (pass_other()) return Step::fault;
    }
  }

  void accept() override {
    ++accepted_;
    if (blanks_) indentation_ = blanks_;
    advance(text_.size());
    blanks_.reset();
  }

  void reject() override {
    if (newline_in_string()) {
      begin_resync();
    } else {
      accept();
    }
  }

 private:
  Step at_block_end() {
    if (!buffer_.at_end()) return Step::need_block;
    if (!resyncing_ && open_arrays_ == 0) return Step::end;
    return broken(resyncing_ ? "behind it no other object begins on a line of its own" : "it is not closed");
  }

  Step broken(std::string_view why) {
    error_ = {ErrorKind::input, fmt::format("the JSON array breaks off: {}", why), fmt::format("{}:{}", path_, line_),
              "the file was cut short, or a quote or a brace is missing; nothing of it was used"};
    return Step::broken;
  }

  // Where the array is one line, no line tells where the next object begins.
  std::string inside_an_object() const {
    if (line_ > 1 || text_.find('\n') != text_.npos) return "the file ends inside the object that begins here";
    return fmt::format(
        "the file ends inside object {}, {}. The array is one line, so that nothing tells where the next object begins",
        accepted_ + 1, beginning(text_));
  }

  void advance(size_t bytes) {
    const char* from = buffer_.data() + begin_;
    line_ += uint64_t(std::count(from, from + bytes, '\n'));
    begin_ += bytes;
  }

  void pass_separators() {
    for (; begin_ < buffer_.size(); ++begin_) {
      switch (buffer_.data()[begin_]) {
        case '\n':
          ++line_;
          blanks_ = 0;
          break;
        case ' ':
        case '\t':
          if (blanks_) ++*blanks_;
          break;
        case '\r':
        case ',':
          break;
        case '[':
          ++open_arrays_;
          blanks_.reset();
          break;
        case ']':
          if (open_arrays_ > 0) --open_arrays_;
          blanks_.reset();
          break;
        default:
          return;
      }
    }
  }

  // Something that is no object, up to where one could begin. A long text may take several blocks, but is told once.
  bool pass_other() {
    const std::string_view rest(buffer_.data() + begin_, buffer_.size() - begin_);
    const std::string_view other = rest.substr(0, rest.find_first_of("\n,[]{"));
    const bool told = inside_other_;
    inside_other_ = other.size() == rest.size();
    if (!told)
      fault_ = {.line = line_,
                .column = 0,
                .kind = "not an object",
                .reason = fmt::format("not a JSON object: {}", beginning(other))};
    advance(other.size());
    blanks_.reset();
    return !told;
  }

  Step next_object() {
    const std::optional<size_t> end = end_of_object();
    const size_t length = end.value_or(buffer_.size()) - begin_;
    text_ = {buffer_.data() + begin_, length};
    if (length > max_item_bytes_) {
      too_long(text_);
    } else if (end) {
      return Step::item;
    } else if (!buffer_.at_end()) {
      return Step::need_block;
    } else if (newline_in_string()) {
      fault_ = {.line = line_,
                .column = 0,
                .kind = "invalid JSON",
                .reason = fmt::format("a quote is not closed: {}", beginning(text_))};
    } else {
      return broken(inside_an_object());
    }
    begin_resync();
    return Step::fault;
  }

  // Behind the brace that closes the object at begin_, or nothing where the block ends before.
  std::optional<size_t> end_of_object() {
    while (marks_[mark_] < begin_) ++mark_;
    int depth = 0;
    for (size_t mark = mark_; mark < marks_.size(); ++mark) {
      const char c = buffer_.data()[marks_[mark]];
      if (c == '"') {
        mark = end_of_string(mark);
      } else {
        depth += c == '{' ? 1 : -1;
        if (depth == 0) return marks_[mark] + 1;
      }
    }
    return {};
  }

  // The mark of the quote that closes the string at `mark`; marks_.size() where the block ends before.
  size_t end_of_string(size_t mark) const {
    const size_t open = marks_[mark];
    while (++mark < marks_.size()) {
      size_t at = marks_[mark];
      if (buffer_.data()[at] != '"') continue;
      size_t backslashes = 0;
      while (at - 1 - backslashes > open && buffer_.data()[at - 1 - backslashes] == '\\') ++backslashes;
      if (backslashes % 2 == 0) break;
    }
    return mark;
  }

  bool newline_in_string() const {
    const size_t end = begin_ + text_.size();
    for (size_t mark = mark_; mark < marks_.size() && marks_[mark] < end; ++mark) {
      if (buffer_.data()[marks_[mark]] != '"') continue;
      const size_t open = marks_[mark];
      mark = end_of_string(mark);
      const size_t close = mark < marks_.size() ? marks_[mark] : end;
      if (std::memchr(buffer_.data() + open, '\n', close - open) != nullptr) return true;
    }
    return false;
  }

  // Leaves the line where the item began.
  void begin_resync() {
    resyncing_ = true;
    at_line_start_ = false;
  }

  // Goes to the next line that begins like an object or ends the array; false where the block ends before.
  bool resync() {
    const std::string_view block(buffer_.data(), buffer_.size());
    for (;;) {
      if (!at_line_start_) {
        const size_t newline = block.find('\n', begin_);
        begin_ = std::min(newline, block.size());
        if (newline == block.npos) return false;
        ++begin_;
        ++line_;
        at_line_start_ = true;
      }
      const size_t first = block.find_first_not_of(" \t\r,", begin_);
      if (first == block.npos) {
        if (block.size() - begin_ > max_item_bytes_) at_line_start_ = false, begin_ = block.size();
        return false;
      }
      const size_t blanks = size_t(std::count_if(block.begin() + ptrdiff_t(begin_), block.begin() + ptrdiff_t(first),
                                                 [](char c) { return c == ' ' || c == '\t'; }));
      const bool object = block[first] == '{' && (!indentation_ || blanks == *indentation_);
      const bool end = block[first] == ']' && (!indentation_ || blanks < *indentation_ || blanks == 0);
      if (object || end) {
        begin_ = first;
        blanks_ = blanks;
        resyncing_ = false;
        return true;
      }
      at_line_start_ = false;
    }
  }

  Marks marks_;
  size_t mark_ = 0;
  uint64_t open_arrays_ = 0, accepted_ = 0;
  std::optional<size_t> blanks_ = 0;   // at the beginning of this line; nothing once something else stood there
  std::optional<size_t> indentation_;  // of the last object that began a line
  bool inside_other_ = false;
  bool resyncing_ = false;
  bool at_line_start_ = false;
};

}  // namespace

std::unique_ptr<JsonItems> json_array(TextInput& input) { return std::make_unique<JsonArray>(input); }

}  // namespace lockstep
