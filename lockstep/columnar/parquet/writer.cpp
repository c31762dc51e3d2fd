#include "lockstep/columnar/parquet/writer.h"

#include <arrow/io/file.h>
#include <arrow/table.h>
#include <arrow/util/io_util.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/writer.h>

#include <cstring>
#include <filesystem>

#include "lockstep/base/output_place.h"
#include "lockstep/columnar/parquet/arrays.h"
#include "lockstep/columnar/parquet/failure.h"

namespace lockstep::parquet {
namespace {

class Writer final : public TableWriter {
 public:
  Writer(std::string path, std::span<const std::pair<std::string, std::string>> metadata)
      : path_(std::move(path)), place_(output_place(path_)), metadata_(metadata.begin(), metadata.end()) {}

  ~Writer() override {
    if (file_ == nullptr) return;
    (void)file_->Close();
    std::error_code ignored;
    if (!place_.in_place) std::filesystem::remove(place_.part(), ignored);
  }

  arrow::Status open() { return arrow::io::FileOutputStream::Open(place_.part()).Value(&file_); }

  Result<void> write(std::span<const TableColumn> columns, size_t rows) override {
    return result(caught([&] { return write_group(columns, rows); }));
  }

  Result<void> finish() override {
    const arrow::Status closed = caught([&] {
      if (writer_ == nullptr) return arrow::Status::Invalid("no column was ever given");
      ARROW_RETURN_NOT_OK(writer_->Close());
      return file_->Close();
    });
    if (!closed.ok()) return result(closed);
    std::error_code failed;
    if (!place_.in_place) std::filesystem::rename(place_.part(), place_.path, failed);
    if (failed) return not_written(path_, failed.message());
    file_ = nullptr;
    return {};
  }

 private:
  Result<void> result(const arrow::Status& status) const {
    if (status.ok()) return {};
    return not_written(path_, status.message());
  }

  arrow::Status start(std::span<const TableColumn> columns) {
    arrow::FieldVector fields;
    for (const TableColumn& column : columns) fields.push_back(field_of(column));
    arrow::KeyValueMetadata pairs;
    for (const auto& [key, value] : metadata_) pairs.Append(key, value);
    schema_ = arrow::schema(std::move(fields), pairs.Copy());
    const auto properties = ::parquet::WriterProperties::Builder()
                                .compression(::parquet::Compression::ZSTD)
                                ->version(::parquet::ParquetVersion::PARQUET_2_6)
                                ->memory_pool(memory())
                                ->build();
    return ::parquet::arrow::FileWriter::Open(*schema_, memory(), file_, properties).Value(&writer_);
  }

  arrow::Status write_group(std::span<const TableColumn> columns, size_t rows) {
    if (writer_ == nullptr) ARROW_RETURN_NOT_OK(start(columns));
    arrow::ArrayVector arrays;
    for (const TableColumn& column : columns) {
      ARROW_ASSIGN_OR_RAISE(auto array, array_of(column, rows));
      arrays.push_back(std::move(array));
    }
    if (rows == 0) return arrow::Status::OK();
    return writer_->WriteTable(*arrow::Table::Make(schema_, arrays, int64_t(rows)), int64_t(rows));
  }

  std::string path_;
  OutputPlace place_;
  std::vector<std::pair<std::string, std::string>> metadata_;
  std::shared_ptr<arrow::io::FileOutputStream> file_;
  std::shared_ptr<arrow::Schema> schema_;
  std::unique_ptr<::parquet::arrow::FileWriter> writer_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> create_writer(const std::string& path,
                                                   std::span<const std::pair<std::string, std::string>> metadata) {
  std::error_code missing;
  if (std::filesystem::is_fifo(path, missing))
    return Error{ErrorKind::file, "a pipe cannot take Parquet, which is not written from front to back", path,
                 "give a file, or a name that does not end in .parquet, for CSV"};
  auto writer = std::make_unique<Writer>(path, metadata);
  const arrow::Status opened = caught([&] { return writer->open(); });
  if (const int cause = arrow::internal::ErrnoFromStatus(opened); cause != 0)
    return not_written(path, std::strerror(cause));
  if (!opened.ok()) return not_written(path, opened.message());
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace lockstep::parquet
