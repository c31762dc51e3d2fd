#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lockstep/sources/bytes/seekable.h"
#include "lockstep/sources/bytes/text.h"
#include "lockstep/sources/bytes/unpack.h"
#include "lockstep/sources/bytes/zip.h"
#include "lockstep/sources/formats/content.h"
#include "lockstep/sources/formats/csv_reader.h"
#include "lockstep/sources/formats/json_reader.h"
#include "lockstep/sources/sources.h"

namespace lockstep {
namespace {

constexpr size_t csv_head_bytes = size_t(64) << 10;

// Bytes that are no longer packed, and where they come from.
struct Unpacked {
  std::unique_ptr<Peek> bytes;
  std::shared_ptr<StoredFile> file;
  std::string path;               // as the table is called
  std::optional<Seekable> plain;  // where `bytes` are those of a file as it lies there
};

Result<Unpacked> open_unpacked(StoredBytes stored, std::string path, uint64_t max_expansion) {
  const std::shared_ptr<StoredFile> file = stored.file;
  Result<UnpackedBytes> unpacked = unpack(std::move(stored), max_expansion);
  if (!unpacked) return unpacked.error();
  Unpacked opened{std::move(unpacked->bytes), file, std::move(path), {}};
  if (unpacked->layers == 0 && file->total_bytes > 0 && opened.path == file->path) opened.plain.emplace(file->path);
  return opened;
}

Result<Seekable> make_seekable(Unpacked& unpacked, bool digest) {
  if (!unpacked.plain) return Seekable::spool(*unpacked.bytes, unpacked.path);
  if (digest) {
    const Result<void> read = drain(*unpacked.bytes);
    if (!read) return read.error();
  }
  return *unpacked.plain;
}

// Keeps the file for as long as it is read.
class SpooledRows final : public RowReader {
 public:
  SpooledRows(Seekable file, std::unique_ptr<RowReader> rows) : file_(std::move(file)), rows_(std::move(rows)) {}
  const std::vector<std::string>& columns() const override { return rows_->columns(); }
  Result<bool> next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) override {
    return rows_->next(wanted, batch, bad);
  }
  uint64_t bytes_read() const override { return rows_->bytes_read(); }
  uint64_t total_bytes() const override { return rows_->total_bytes(); }
  uint64_t replaced_characters() const override { return rows_->replaced_characters(); }
  std::vector<std::string> notes() const override { return rows_->notes(); }

 private:
  Seekable file_;
  std::unique_ptr<RowReader> rows_;
};

Result<Table> open_parquet_table(Unpacked unpacked, const SourceOptions& options) {
  Result<Seekable> file = make_seekable(unpacked, options.digest);
  if (!file) return file.error();
  Result<std::unique_ptr<RowReader>> rows = open_parquet(file->path());
  if (!rows) {
    Error error = rows.error();
    if (error.where == file->path()) error.where = unpacked.path;
    return error;
  }
  return Table{
      unpacked.path, TableFormat::parquet, 0, {}, std::make_unique<SpooledRows>(std::move(*file), std::move(*rows)),
      unpacked.file};
}

Result<Table> open_text_table(Unpacked unpacked, const SourceOptions& options) {
  Result<Text> text = decode_text(std::move(unpacked.bytes));
  if (!text) return text.error();
  Result<std::string_view> head = text->bytes->peek(csv_head_bytes);
  if (!head) return head.error();
  const Result<Content> content = content_of(*head, unpacked.path);
  if (!content) return content.error();
  if (*content != Content::csv) head = text->bytes->peek(json_columns_bytes);
  if (!head) return head.error();

  Table table{unpacked.path, TableFormat::csv, 0, {}, nullptr, unpacked.file};
  if (!text->note.empty()) table.notes.push_back(text->note);
  TextInput input{.text = std::move(text->bytes),
                  .file = unpacked.file,
                  .path = unpacked.path,
                  .replaced = text->replaced,
                  .max_row_bytes = options.max_row_bytes};
  Result<std::unique_ptr<RowReader>> rows = Error{ErrorKind::input, ""};
  if (*content == Content::csv) {
    const CsvForm form = detect_csv_form(*head);
    table.separator = form.separator;
    rows = open_csv(std::move(input), form);
  } else {
    const bool lines = *content == Content::json_lines;
    table.format = lines ? TableFormat::ndjson : TableFormat::json_array;
    rows = open_json(std::move(input), lines ? JsonForm::lines : JsonForm::array, *head);
  }
  if (!rows) return rows.error();
  table.rows = std::move(*rows);
  return table;
}

Result<Table> open_table(Unpacked unpacked, const SourceOptions& options) {
  const Result<std::string_view> head = unpacked.bytes->peek(4);
  if (!head) return head.error();
  if (is_zip(*head))
    return Error{ErrorKind::input, "this is a zip inside a zip", unpacked.path,
                 "unpack the outer one and give the inner one"};
  if (is_parquet(*head)) return open_parquet_table(std::move(unpacked), options);
  return open_text_table(std::move(unpacked), options);
}

Result<std::vector<Table>> open_zip(Unpacked unpacked, const SourceOptions& options) {
  const Result<Seekable> zip = make_seekable(unpacked, options.digest);
  if (!zip) return zip.error();
  const Result<std::vector<ZipMember>> members = list_zip(zip->path(), unpacked.path);
  if (!members) return members.error();
  if (std::any_of(members->begin(), members->end(), [](const ZipMember& m) { return m.name == "[Content_Types].xml"; }))
    return Error{ErrorKind::input, "this is a workbook or a document, not a table", unpacked.path,
                 "save it as CSV (UTF-8) and give that"};
  std::vector<Table> tables;
  for (const ZipMember& member : *members) {
    auto file = std::make_shared<StoredFile>();
    file->path = unpacked.path + "/" + member.name;
    file->sha256 = unpacked.file->sha256;
    Result<std::unique_ptr<ByteSource>> bytes = open_zip_member(zip->path(), member, file, options.max_expansion);
    if (!bytes) return bytes.error();
    Result<Unpacked> inner = open_unpacked({file, std::move(*bytes)}, file->path, options.max_expansion);
    if (!inner) return inner.error();
    Result<Table> table = open_table(std::move(*inner), options);
    if (!table) return table.error();
    table->rows = std::make_unique<SpooledRows>(*zip, std::move(table->rows));
    tables.push_back(std::move(*table));
  }
  if (tables.empty()) return Error{ErrorKind::input, "the zip holds no files", unpacked.path};
  return tables;
}

}  // namespace

Result<std::vector<Table>> open_tables(const std::string& path, const SourceOptions& options) {
  Result<StoredBytes> stored = open_stored(path, options.digest);
  if (!stored) return stored.error();
  Result<Unpacked> unpacked = open_unpacked(std::move(*stored), path, options.max_expansion);
  if (!unpacked) return unpacked.error();
  const Result<std::string_view> head = unpacked->bytes->peek(4);
  if (!head) return head.error();
  if (is_zip(*head)) return open_zip(std::move(*unpacked), options);
  Result<Table> table = open_table(std::move(*unpacked), options);
  if (!table) return table.error();
  std::vector<Table> tables;
  tables.push_back(std::move(*table));
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
