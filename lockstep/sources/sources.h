// lockstep/sources/sources.h
//
// Files to rows: what lies at a path is told apart by content, not by name, and read as batches of cells. What the
// columns mean is said by a layout (sources/layout.h); what the cells mean is for events/.
//
// Formats: CSV and TSV (and ; | as separators), NDJSON, JSON arrays of objects, Parquet; each plain, gzip, zstd or
// inside a zip; "-" is standard input.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/columnar/columnar.h"
#include "lockstep/sources/field.h"
#include "lockstep/sources/layout.h"

namespace lockstep {

struct SourceOptions {
  uint64_t max_row_bytes = uint64_t(16) << 20;  // a longer row is left out as bad
  uint64_t max_expansion = 1000;                // unpacked bytes for each packed byte, above 100 MB (zip bombs)
  bool digest = true;                           // compute Table::sha256
};

enum class TableFormat : uint8_t { csv, ndjson, json_array, parquet };
std::string_view name(TableFormat format);

struct StoredFile;

// One table: a file, a member of a zip, or standard input.
struct Table {
  std::string path;  // as given; a zip's member is "archive.zip/member.csv"
  TableFormat format;
  char separator = 0;              // CSV: , \t ; |
  std::vector<std::string> notes;  // what a person should know about the file, besides rows->notes()
  std::unique_ptr<RowReader> rows;
  std::shared_ptr<const StoredFile> file;

  // Of the file's bytes as stored, in hex; empty until the table was read to its end, or without SourceOptions::digest.
  std::string sha256() const;
};

// Every file below the paths, bytewise sorted, directories searched through, zips opened. Errors: a path that is
// missing or unreadable, a directory without files. A file under two names comes once. Passed over in directories:
// hidden files and folders, and folders that hold the results of a run.
Result<std::vector<std::string>> list_files(const std::vector<std::string>& paths);

// Opens one file; several tables only from a zip. Errors: the file cannot be read, is empty, or is no table.
Result<std::vector<Table>> open_tables(const std::string& path, const SourceOptions& options);

}  // namespace lockstep
