// lockstep/columnar/row_batch.h
//
// Some thousand rows of a table as columns of cells, whatever file they came from. A cell is absent (null) or text,
// possibly empty: CSV's unquoted nothing is absent, "" is empty. Views live until the reader's next batch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep {

// Lists inside one cell (JSON arrays, Parquet lists) arrive as items joined by this character; CSV lists arrive as the
// file has them, and the layout says how they are separated.
inline constexpr char list_separator = '\x1f';

// One column of a batch. Exactly one of the three representations is filled.
struct ColumnCells {
  enum class Form : uint8_t { text, dictionary, integer };
  Form form = Form::text;
  std::vector<std::string_view> text;  // form text: one a row; data() == nullptr where absent
                                       // form dictionary: the distinct values
  std::vector<uint32_t> codes;         // form dictionary: one a row, into `text`; UINT32_MAX where absent
  std::vector<int64_t> integers;       // form integer (Parquet integers and timestamps): one a row
  std::vector<uint8_t> absent;         // form integer: empty, or one a row
  int64_t ticks_per_second = 0;        // form integer: not 0 where the file declares a timestamp
};

struct RowBatch {
  size_t rows = 0;
  std::vector<ColumnCells> columns;  // as in RowReader::columns()
  std::vector<uint64_t> line;        // where each row begins: line (CSV, NDJSON) or row number (Parquet), from 1
};

// A row that could not be read as a row at all.
struct BadRow {
  uint64_t line;
  uint32_t column = 0;  // from 1; 0 where the row as a whole is meant
  std::string kind;     // short and stable, counted by: "ragged row", "unclosed quote", "invalid UTF-8", …
  std::string reason;   // with the offending text
};

// Reads one table from its start. Made by open_table.
class RowReader {
 public:
  virtual ~RowReader() = default;

  // The column names in file order. NDJSON: the names seen in the first rows, nested ones joined by dots.
  virtual const std::vector<std::string>& columns() const = 0;

  // Fills `batch` with the columns that `wanted` names (by position in columns(); the others stay empty) and appends
  // what was left out to `bad`. `wanted` is the same in every call. False at the end of the table. An Error only where
  // nothing more can be read.
  virtual Result<bool> next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) = 0;

  // Bytes of input consumed so far, for progress; of total_bytes() (0: not known).
  virtual uint64_t bytes_read() const = 0;
  virtual uint64_t total_bytes() const = 0;

  // NUL bytes and unpaired surrogates that the cells handed out so far have as U+FFFD.
  virtual uint64_t replaced_characters() const { return 0; }

  // What a person should know about the cells read so far, in a fixed order: "the keys a, b first appear after …".
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace lockstep
