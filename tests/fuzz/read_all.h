// What every fuzzer of a reader does: reads all cells, touches their bytes, and checks what is promised of them.
#pragma once

#include <fmt/format.h>
#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "lockstep/sources/formats/text_input.h"
#include "lockstep/sources/sources.h"

namespace lockstep::fuzz {

inline void must(bool holds) {
  if (!holds) std::abort();
}

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : rest_(bytes) {}
  Result<size_t> read(char* to, size_t size) override {
    const size_t count = std::min(size, rest_.size());
    std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

inline TextInput memory_input(std::string_view text, size_t block_bytes, uint64_t max_row_bytes) {
  return {.text = std::make_unique<MemoryBytes>(text),
          .file = std::make_shared<StoredFile>(),
          .path = "memory",
          .replaced = std::make_shared<uint64_t>(0),
          .block_bytes = block_bytes,
          .max_row_bytes = max_row_bytes};
}

// All that came out, as one text: rows, bad rows by line and kind, and an error where reading stopped.
inline std::string read_all(RowReader& reader) {
  std::string rows, faults;
  const std::vector<bool> wanted(reader.columns().size(), true);
  RowBatch batch;
  std::vector<BadRow> bad;
  uint64_t last_line = 0;
  for (;;) {
    const Result<bool> more = reader.next(wanted, batch, bad);
    if (!more) {
      must(!more.error().message.empty());
      faults += "error";
      break;
    }
    if (!*more) break;
    must(batch.columns.size() == reader.columns().size() && batch.line.size() == batch.rows);
    for (size_t row = 0; row < batch.rows; ++row) {
      must(batch.line[row] >= last_line);
      last_line = batch.line[row];
      rows += fmt::format("\n{}", last_line);
      for (const ColumnCells& column : batch.columns) {
        must(column.text.size() == batch.rows);
        const std::string_view cell = column.text[row];
        must(simdjson::validate_utf8(cell.data(), cell.size()));
        must(cell.find('\0') == cell.npos);
        rows += cell.data() == nullptr ? "|" : fmt::format("|={}", cell);
      }
    }
  }
  last_line = 0;
  for (const BadRow& fault : bad) {
    must(!fault.kind.empty() && !fault.reason.empty() && fault.line >= last_line);
    must(simdjson::validate_utf8(fault.reason.data(), fault.reason.size()));
    last_line = fault.line;
    faults += fmt::format("\n{} {} {}", fault.line, fault.column, fault.kind);
  }
  return rows + "\n" + faults;
}

}  // namespace lockstep::fuzz
