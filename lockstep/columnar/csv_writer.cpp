#include "lockstep/columnar/csv_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "lockstep/base/output_place.h"

namespace lockstep {
namespace {

constexpr size_t buffer_bytes = 1 << 16;

bool must_be_quoted(char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; }

template <class Number>
void append_number(std::string& row, Number number) {
  char digits[32];
  row.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

}  // namespace

struct CsvWriter::File {
  OutputPlace place;  // no path: a descriptor that somebody else owns
  int descriptor = -1;
  int failure = 0;  // the first errno

  bool owned() const { return !place.path.empty() && descriptor >= 0; }

  void write(std::string_view bytes) {
    while (!bytes.empty() && failure == 0) {
      const ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0)
        failure = errno;
      else
        bytes.remove_prefix(size_t(done));
    }
  }

  void close_and_move() {
    if (::close(descriptor) != 0 && failure == 0) failure = errno;
    descriptor = -1;
    if (place.in_place) return;
    if (failure == 0 && std::rename(place.part().c_str(), place.path.c_str()) != 0) failure = errno;
    if (failure != 0) ::unlink(place.part().c_str());
  }

  ~File() {
    if (!owned()) return;
    ::close(descriptor);
    if (!place.in_place) ::unlink(place.part().c_str());
  }
};

namespace {

Error not_written(const std::string& path, int cause) {
  return {.kind = ErrorKind::file,
          .message = std::string("cannot be written: ") + std::strerror(cause),
          .where = path.empty() ? "standard output" : path};
}

}  // namespace

void append_csv_cell(std::string& row, std::string_view cell) {
  if (std::none_of(cell.begin(), cell.end(), must_be_quoted)) {
    row += cell;
    return;
  }
  row += '"';
  for (char c : cell) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

CsvWriter::CsvWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
CsvWriter::CsvWriter(CsvWriter&&) noexcept = default;
CsvWriter& CsvWriter::operator=(CsvWriter&&) noexcept = default;
CsvWriter::~CsvWriter() = default;

Result<CsvWriter> CsvWriter::create(const std::string& path) {
  auto file = std::make_unique<File>();
  file->place = output_place(path);
  file->descriptor = ::open(file->place.part().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file->descriptor < 0) return not_written(path, errno);
  return CsvWriter(std::move(file));
}

CsvWriter CsvWriter::to_descriptor(int descriptor) {
  auto file = std::make_unique<File>();
  file->descriptor = descriptor;
  return CsvWriter(std::move(file));
}

void CsvWriter::begin_cell() {
  if (!first_in_row_) rows_ += ',';
  first_in_row_ = false;
}

CsvWriter& CsvWriter::cell(std::string_view text) {
  begin_cell();
  append_csv_cell(rows_, text);
  return *this;
}

CsvWriter& CsvWriter::cell(uint64_t number) {
  begin_cell();
  append_number(rows_, number);
  return *this;
}

CsvWriter& CsvWriter::cell(int64_t number) {
  begin_cell();
  append_number(rows_, number);
  return *this;
}

CsvWriter& CsvWriter::cell(double number) {
  begin_cell();
  append_number(rows_, number);
  return *this;
}

void CsvWriter::end_row() {
  rows_ += '\n';
  first_in_row_ = true;
  if (rows_.size() >= buffer_bytes) flush();
}

void CsvWriter::flush() {
  file_->write(rows_);
  rows_.clear();
}

Result<void> CsvWriter::finish() {
  flush();
  if (file_->owned()) file_->close_and_move();
  if (file_->failure != 0) return not_written(file_->place.path, file_->failure);
  return {};
}

}  // namespace lockstep
