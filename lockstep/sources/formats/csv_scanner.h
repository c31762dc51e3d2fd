// lockstep/sources/formats/csv_scanner.h
//
// Cuts a stream into rows and cells, which are views into the block that is in memory.
//
// A row that cannot be read costs one physical line: reading goes on behind the first line of the row, so that a quote
// that is never closed swallows nothing. Memory: a block, or up to four times the longest row that is allowed.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lockstep/columnar/row_batch.h"
#include "lockstep/sources/formats/block_buffer.h"
#include "lockstep/sources/formats/csv_form.h"
#include "lockstep/sources/formats/marks.h"

namespace lockstep {

class CsvScanner {
 public:
  enum class Step {
    row,         // see below; then accept() or reject()
    fault,       // a row that cannot be read, see fault(); it was passed over
    need_block,  // refill() and go on
    end,
  };

  CsvScanner(std::unique_ptr<ByteSource> text, CsvForm form, size_t block_bytes, uint64_t max_row_bytes);

  // Looks for the next row. Cell c goes to slots[c][row] unless slots[c] is null; cells behind the last slot are only
  // counted. An unquoted nothing has data() == nullptr.
  Step next(std::span<std::string_view* const> slots, size_t row);

  Result<void> refill();  // ends all views

  // The row that next() found.
  uint64_t line() const { return line_; }    // where it begins, from 1
  uint64_t lines() const { return lines_; }  // that it spans
  size_t cells() const { return cells_; }
  std::string_view text() const { return {data_ + row_begin_, row_end_ - row_begin_}; }
  bool suspicious() const { return suspicious_; }  // its block holds invalid UTF-8 or NUL bytes

  void accept();  // doubled quotes become one; goes on behind the row
  void reject();  // goes on behind the row's first line
  void skip();    // goes on behind the row

  BadRow& fault() { return fault_; }

 private:
  enum class Outcome { complete, incomplete, text_after_quote, too_many };
  Outcome scan(std::span<std::string_view* const> slots, size_t row);
  bool end_of_quoted(size_t& mark, bool& escapes);
  Step pass_over(Outcome outcome);
  size_t first_line_end() const;  // its mark; marks_.size() where the block ends before
  std::string_view first_line() const;
  void go_to(uint32_t begin, size_t mark, uint64_t line);
  void describe(Outcome outcome);

  BlockBuffer buffer_;
  CsvForm form_;
  uint64_t max_row_bytes_;
  Marks marks_;
  char* data_ = nullptr;
  uint32_t size_ = 0;  // with the row end that the last row may lack
  bool suspicious_ = false;
  bool skipping_ = false;  // inside a line that was passed over before its end was in memory

  uint32_t row_begin_ = 0;
  size_t row_mark_ = 0;
  uint64_t line_ = 1;

  uint32_t row_end_ = 0;
  size_t next_mark_ = 0;
  uint64_t lines_ = 1;
  size_t cells_ = 0;
  struct OpenQuote {
    size_t line_end_mark;  // of the row's first line
    uint32_t begin;
    size_t column;
  } open_quote_{};  // where lines_ > 1: the quote that was open at the end of the first line
  uint32_t cell_begin_ = 0;
  uint32_t text_end_ = 0;  // of the text behind a closing quote
  std::vector<std::string_view*> escaped_;
  BadRow fault_;
};

}  // namespace lockstep
