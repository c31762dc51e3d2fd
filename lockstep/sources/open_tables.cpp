#include <fmt/format.h>

#include <algorithm>

#include "lockstep/sources/bytes/text.h"
#include "lockstep/sources/bytes/unpack.h"
#include "lockstep/sources/formats/csv_reader.h"
#include "lockstep/sources/sources.h"

namespace lockstep {
namespace {

constexpr size_t head_bytes = size_t(64) << 10;

}  // namespace

Result<std::vector<Table>> open_tables(const std::string& path, const SourceOptions& options) {
  Result<StoredBytes> stored = open_stored(path, options.digest);
  if (!stored) return stored.error();
  const std::shared_ptr<StoredFile> file = stored->file;
  Result<std::unique_ptr<Peek>> unpacked = unpack(std::move(*stored), options.max_expansion);
  if (!unpacked) return unpacked.error();
  Result<Text> text = decode_text(std::move(*unpacked));
  if (!text) return text.error();
  const Result<std::string_view> head = text->bytes->peek(head_bytes);
  if (!head) return head.error();
  const CsvForm form = detect_csv_form(*head);
  TextInput input{.text = std::move(text->bytes),
                  .file = file,
                  .path = path,
                  .replaced = text->replaced,
                  .max_row_bytes = options.max_row_bytes};
  Result<std::unique_ptr<RowReader>> rows = open_csv(std::move(input), form);
  if (!rows) return rows.error();
  Table table{path, TableFormat::csv, form.separator, {}, std::move(*rows), file};
  if (!text->note.empty()) table.notes.push_back(text->note);
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  return tables;
}

std::string_view name(TableFormat format) {
  switch (format) {
    case TableFormat::csv:
      return "csv";
    case TableFormat::ndjson:
      return "ndjson";
    case TableFormat::json_array:
      return "json-array";
    case TableFormat::parquet:
      return "parquet";
  }
  return "";
}

std::string Table::sha256() const { return file ? file->sha256 : ""; }

}  // namespace lockstep
