#include "lockstep/sources/formats/csv_reader.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "lockstep/sources/bytes/utf8.h"
#include "lockstep/sources/formats/csv_scanner.h"
#include "lockstep/sources/formats/excerpt.h"
#include "lockstep/sources/formats/text_arena.h"
#include "lockstep/sources/formats/text_batch.h"

namespace lockstep {
namespace {

constexpr size_t bad_rows_in_batch = 4096;
constexpr size_t usual_columns = 256;
constexpr size_t max_columns = size_t(1) << 16;
constexpr uint64_t longest_row = uint64_t(1) << 30;

class CsvReader final : public RowReader {
 public:
  CsvReader(TextInput input, CsvForm form)
      : file_(std::move(input.file)),
        path_(std::move(input.path)),
        decoding_replaced_(std::move(input.replaced)),
        scanner_(std::move(input.text), form, input.block_bytes, std::min(input.max_row_bytes, longest_row)) {}

  Result<void> read_header();

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) override;
  uint64_t bytes_read() const override { return file_->bytes_read; }
  uint64_t total_bytes() const override { return file_->total_bytes; }
  uint64_t replaced_characters() const override { return *decoding_replaced_ + replaced_; }

 private:
  void take_row(RowBatch& batch, std::vector<BadRow>& bad);
  void leave_out_ragged(std::vector<BadRow>& bad);
  bool leave_out_if_invalid(std::vector<BadRow>& bad);
  void replace_nul_bytes(std::string_view& cell);

  std::shared_ptr<StoredFile> file_;
  std::string path_;
  std::shared_ptr<const uint64_t> decoding_replaced_;
  CsvScanner scanner_;
  std::vector<std::string> columns_;
  TextBatch cells_;
  TextArena arena_;
  uint64_t replaced_ = 0;
};

Result<void> CsvReader::read_header() {
  std::vector<std::string_view> cells(usual_columns);
  for (;;) {
    cells_.slots.clear();
    for (std::string_view& cell : cells) cells_.slots.push_back(&cell);
    switch (scanner_.next(cells_.slots, 0)) {
      case CsvScanner::Step::need_block: {
        const Result<void> read = scanner_.refill();
        if (!read) return read;
        break;
      }
      case CsvScanner::Step::end:
        return Error{ErrorKind::input, "the file is empty", path_, "a table begins with a line that names its columns"};
      case CsvScanner::Step::fault:
        return Error{ErrorKind::input, scanner_.fault().reason, fmt::format("{}:{}", path_, scanner_.fault().line),
                     "the first line must name the columns"};
      case CsvScanner::Step::row:
        const std::string_view text = scanner_.text();
        if (scanner_.suspicious() && !simdjson::validate_utf8(text.data(), text.size()))
          return Error{ErrorKind::input, fmt::format("invalid UTF-8 in the names of the columns: {}", excerpt(text)),
                       fmt::format("{}:{}", path_, scanner_.line()), "convert the file: iconv -t UTF-8"};
        if (scanner_.cells() > max_columns)
          return Error{ErrorKind::input,
                       fmt::format("{} columns, at most {} can be read", scanner_.cells(), max_columns), path_};
        if (scanner_.cells() > cells.size()) {
          cells.resize(scanner_.cells());
          break;  // and look at it once more
        }
        scanner_.accept();
        columns_.assign(cells.begin(), cells.begin() + ptrdiff_t(scanner_.cells()));
        return {};
    }
  }
}

Result<bool> CsvReader::next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) {
  arena_.clear();
  cells_.open(wanted, batch);
  const size_t enough_bad = bad.size() + bad_rows_in_batch;
  bool more = true;
  while (more && batch.rows < cells_.room && bad.size() < enough_bad) {
    switch (scanner_.next(cells_.slots, batch.rows)) {
      case CsvScanner::Step::row:
        take_row(batch, bad);
        break;
      case CsvScanner::Step::fault:
        bad.push_back(std::move(scanner_.fault()));
        break;
      case CsvScanner::Step::need_block: {
        if (batch.rows > 0) {
          more = false;
          break;
        }
        const Result<void> read = scanner_.refill();
        if (!read) return read.error();
        break;
      }
      case CsvScanner::Step::end:
        more = false;
        if (batch.rows == 0 && bad.size() + bad_rows_in_batch == enough_bad) return false;
        break;
    }
  }
  cells_.close(batch);
  return true;
}

void CsvReader::take_row(RowBatch& batch, std::vector<BadRow>& bad) {
  if (scanner_.cells() != columns_.size()) return leave_out_ragged(bad);
  if (scanner_.suspicious() && leave_out_if_invalid(bad)) return;
  batch.line[batch.rows] = scanner_.line();
  const bool suspicious = scanner_.suspicious() && scanner_.text().find('\0') != std::string_view::npos;
  scanner_.accept();
  for (std::string_view* slot : cells_.slots)
    if (suspicious && slot != nullptr) replace_nul_bytes(slot[batch.rows]);
  ++batch.rows;
}

void CsvReader::leave_out_ragged(std::vector<BadRow>& bad) {
  std::string reason = fmt::format("{} cells where the header has {}", scanner_.cells(), columns_.size());
  if (scanner_.lines() > 1) reason += fmt::format(", over {} lines: is a quote not closed?", scanner_.lines());
  reason += fmt::format(": {}", excerpt(scanner_.text()));
  bad.push_back({.line = scanner_.line(), .column = 0, .kind = "ragged row", .reason = std::move(reason)});
  scanner_.reject();
}

bool CsvReader::leave_out_if_invalid(std::vector<BadRow>& bad) {
  const std::string_view text = scanner_.text();
  if (simdjson::validate_utf8(text.data(), text.size())) return false;
  bad.push_back({.line = scanner_.line(), .column = 0, .kind = "invalid UTF-8", .reason = excerpt_at_invalid(text)});
  scanner_.skip();
  return true;
}

void CsvReader::replace_nul_bytes(std::string_view& cell) {
  if (cell.find('\0') == cell.npos) return;
  char* to = arena_.reserve(cell.size() * replacement_character.size());
  for (char c : cell) {
    if (c != '\0') {
      *to++ = c;
    } else {
      to = std::copy(replacement_character.begin(), replacement_character.end(), to);
      ++replaced_;
    }
  }
  cell = arena_.keep(to);
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_csv(TextInput input, CsvForm form) {
  auto reader = std::make_unique<CsvReader>(std::move(input), form);
  const Result<void> header = reader->read_header();
  if (!header) return header.error();
  return std::unique_ptr<RowReader>(std::move(reader));
}

}  // namespace lockstep
