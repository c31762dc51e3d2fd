#include "lockstep/sources/formats/csv_scanner.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstring>

#include "lockstep/sources/formats/excerpt.h"

namespace lockstep {
namespace {

// Takes the first of each two quotes away, in place.
void join_doubled_quotes(std::string_view& cell) {
  char* to = const_cast<char*>(cell.data());  // the block is ours
  for (size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '"') ++i;
    *to++ = cell[i];
  }
  cell = {cell.data(), size_t(to - cell.data())};
}

}  // namespace

CsvScanner::CsvScanner(std::unique_ptr<ByteSource> text, CsvForm form, size_t block_bytes, uint64_t max_row_bytes)
    : buffer_(std::move(text), block_bytes), form_(form), max_row_bytes_(max_row_bytes) {}

Result<void> CsvScanner::refill() {
  const Result<void> read = buffer_.refill(row_begin_);
  if (!read) return read;
  data_ = buffer_.data();
  size_ = uint32_t(buffer_.size());
  if (buffer_.at_end() && size_ > 0 && data_[size_ - 1] != form_.row_end) data_[size_++] = form_.row_end;
  marks_.find(data_, size_, form_.separator, form_.row_end);
  go_to(0, 0, line_);
  // whole lines only: the block may cut a character
  const void* last = size_ > 0 ? memrchr(data_, form_.row_end, size_) : nullptr;
  const size_t whole = last ? size_t(static_cast<const char*>(last) - data_) : 0;
  suspicious_ = !simdjson::validate_utf8(data_, whole) || std::memchr(data_, 0, whole) != nullptr;
  return {};
}

CsvScanner::Step CsvScanner::next(std::span<std::string_view* const> slots, size_t row) {
  for (;;) {
    if (skipping_) reject();
    if (row_begin_ == size_) return buffer_.at_end() ? Step::end : Step::need_block;
    const Outcome outcome = scan(slots, row);
    if (outcome == Outcome::incomplete && !buffer_.at_end() && size_ - row_begin_ <= max_row_bytes_)
      return Step::need_block;
    if (outcome != Outcome::complete || row_end_ - row_begin_ > max_row_bytes_) return pass_over(outcome);
    const bool blank = cells_ == 1 && (text().empty() || text() == "\r");
    if (!blank) return Step::row;
    skip();
  }
}

// From the row's first mark to its end. The slots may be written even where the row turns out to be none.
CsvScanner::Outcome CsvScanner::scan(std::span<std::string_view* const> slots, size_t row) {
  size_t mark = row_mark_;
  cell_begin_ = row_begin_;
  cells_ = 0;
  lines_ = 1;
  escaped_.clear();
  for (;;) {
    if (mark == marks_.size()) return Outcome::incomplete;
    uint32_t at = marks_[mark];
    std::string_view cell;
    bool escapes = false;
    if (data_[at] == '"' && at == cell_begin_) {
      if (!end_of_quoted(mark, escapes)) return Outcome::incomplete;
      const uint32_t close = marks_[mark++];
      at = marks_[mark];
      const bool carriage_return = at == close + 2 && data_[close + 1] == '\r' && data_[at] == '\n';
      if (at != close + 1 && !carriage_return) {
        text_end_ = at;
        return Outcome::text_after_quote;
      }
      cell = {data_ + cell_begin_ + 1, close - cell_begin_ - 1};
    } else {
      while (data_[at] == '"') {  // a quote inside an unquoted cell means itself
        if (++mark == marks_.size()) return Outcome::incomplete;
        at = marks_[mark];
      }
      uint32_t length = at - cell_begin_;
      if (length > 0 && data_[at] == '\n' && data_[at - 1] == '\r') --length;
      if (length > 0) cell = {data_ + cell_begin_, length};
    }
    if (cells_ < slots.size() && slots[cells_] != nullptr) {
      slots[cells_][row] = cell;
      if (escapes) escaped_.push_back(&slots[cells_][row]);
    }
    ++cells_;
    if (data_[at] == form_.row_end) {
      row_end_ = at;
      next_mark_ = mark + 1;
      return Outcome::complete;
    }
    if (cells_ > slots.size() && lines_ > 1) return Outcome::too_many;
    cell_begin_ = at + 1;
    ++mark;
  }
}

// Moves from the mark of an opening quote to that of the closing one; false where the block ends before it is known.
bool CsvScanner::end_of_quoted(size_t& mark, bool& escapes) {
  while (++mark < marks_.size()) {
    const uint32_t at = marks_[mark];
    if (data_[at] == '"') {
      if (mark + 1 == marks_.size()) return false;
      if (marks_[mark + 1] != at + 1 || data_[at + 1] != '"') return true;
      escapes = true;
      ++mark;
    } else if (data_[at] == form_.row_end) {
      if (lines_++ == 1) open_quote_ = {mark, cell_begin_, cells_ + 1};
    }
  }
  return false;
}

CsvScanner::Step CsvScanner::pass_over(Outcome outcome) {
  describe(outcome);
  reject();
  return Step::fault;
}

// What is said does not depend on where blocks end: a line is too long if the limit comes before what else is wrong.
void CsvScanner::describe(Outcome outcome) {
  fault_ = {.line = line_, .column = 0, .kind = {}, .reason = {}};
  const uint32_t line_end = lines_ > 1 ? marks_[open_quote_.line_end_mark] : 0;
  if (lines_ > 1 && line_end - row_begin_ <= max_row_bytes_) {
    fault_.kind = "unclosed quote";
    fault_.column = uint32_t(open_quote_.column);
    fault_.reason = fmt::format("the quote that opens here is not closed at the end of a cell: {}",
                                beginning({data_ + open_quote_.begin, line_end - open_quote_.begin}));
  } else if (lines_ == 1 && outcome == Outcome::text_after_quote && text_end_ - row_begin_ <= max_row_bytes_) {
    fault_.kind = "text after a quote";
    fault_.column = uint32_t(cells_ + 1);
    fault_.reason =
        fmt::format("text follows the closing quote: {}", beginning(first_line().substr(cell_begin_ - row_begin_)));
  } else {
    fault_.kind = "row too long";
    fault_.reason = fmt::format("longer than {} bytes: {}", max_row_bytes_, excerpt(first_line()));
  }
}

std::string_view CsvScanner::first_line() const {
  const size_t mark = first_line_end();
  return {data_ + row_begin_, (mark < marks_.size() ? marks_[mark] : size_) - row_begin_};
}

void CsvScanner::accept() {
  for (std::string_view* cell : escaped_) join_doubled_quotes(*cell);
  skip();
}

void CsvScanner::skip() { go_to(row_end_ + 1, next_mark_, line_ + lines_); }

void CsvScanner::reject() {
  const size_t mark = first_line_end();
  skipping_ = mark == marks_.size();
  if (skipping_) {
    go_to(size_, mark, line_);
  } else {
    go_to(marks_[mark] + 1, mark + 1, line_ + 1);
  }
}

size_t CsvScanner::first_line_end() const {
  size_t mark = row_mark_;
  while (mark < marks_.size() && data_[marks_[mark]] != form_.row_end) ++mark;
  return mark;
}

void CsvScanner::go_to(uint32_t begin, size_t mark, uint64_t line) {
  row_begin_ = begin;
  row_mark_ = mark;
  line_ = line;
}

}  // namespace lockstep
