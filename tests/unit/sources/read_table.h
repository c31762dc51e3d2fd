// Reads a whole table into plain values, for tests.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/sources/formats/text_input.h"
#include "lockstep/sources/sources.h"

namespace lockstep {

using Cell = std::optional<std::string>;
using Rows = std::vector<std::vector<Cell>>;

struct ReadTable {
  std::vector<std::string> columns;
  Rows rows;
  std::vector<uint64_t> lines;
  std::vector<BadRow> bad;
  std::vector<std::string> notes;
  uint64_t replaced = 0;
  std::string error;  // of opening or reading; "" where all went well
  char separator = 0;
  TableFormat format{};
  std::string sha256;
};

inline std::vector<std::string> kinds(const ReadTable& table) {
  std::vector<std::string> all;
  for (const BadRow& row : table.bad) all.push_back(std::to_string(row.line) + " " + row.kind);
  return all;
}

inline ReadTable read_rows(RowReader& reader, std::vector<bool> wanted = {}) {
  ReadTable read;
  read.columns = reader.columns();
  wanted.resize(read.columns.size(), wanted.empty());
  RowBatch batch;
  for (;;) {
    const Result<bool> more = reader.next(wanted, batch, read.bad);
    if (!more) read.error = to_string(more.error());
    if (!more || !*more) break;
    for (size_t r = 0; r < batch.rows; ++r) {
      std::vector<Cell>& row = read.rows.emplace_back();
      for (const ColumnCells& column : batch.columns)
        if (!column.text.empty()) row.push_back(column.text[r].data() == nullptr ? Cell() : Cell(column.text[r]));
      read.lines.push_back(batch.line[r]);
    }
  }
  read.notes = reader.notes();
  read.replaced = reader.replaced_characters();
  return read;
}

inline ReadTable read_file(const std::string& path, const SourceOptions& options = {}) {
  Result<std::vector<Table>> tables = open_tables(path, options);
  if (!tables) {
    ReadTable failed;
    failed.error = to_string(tables.error());
    return failed;
  }
  Table& table = tables->front();
  ReadTable read = read_rows(*table.rows);
  read.notes.insert(read.notes.begin(), table.notes.begin(), table.notes.end());
  read.separator = table.separator;
  read.format = table.format;
  read.sha256 = table.sha256();
  return read;
}

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<size_t> read(char* to, size_t size) override {
    const size_t count = std::min(size, bytes_.size() - next_);
    std::memcpy(to, bytes_.data() + next_, count);
    next_ += count;
    return count;
  }

 private:
  std::string bytes_;
  size_t next_ = 0;
};

inline TextInput memory_input(std::string text, size_t block_bytes, uint64_t max_row_bytes) {
  return {.text = std::make_unique<MemoryBytes>(std::move(text)),
          .file = std::make_shared<StoredFile>(),
          .path = "memory",
          .replaced = std::make_shared<uint64_t>(0),
          .block_bytes = block_bytes,
          .max_row_bytes = max_row_bytes};
}

// A file that is gone at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content, std::string_view ending = "")
      : path_(std::filesystem::path(testing::TempDir()) /
              fmt::format("lockstep_{}_{}{}", ::getpid(), counter_++, ending)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.native(); }

 private:
  inline static int counter_ = 0;
  std::filesystem::path path_;
};

inline ReadTable read_text(std::string_view content, const SourceOptions& options = {}) {
  const TemporaryFile file(content);
  return read_file(file.path(), options);
}

}  // namespace lockstep
