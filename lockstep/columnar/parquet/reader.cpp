#include "lockstep/columnar/parquet/reader.h"

#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/util/utf8.h>
#include <parquet/arrow/reader.h>
#include <parquet/metadata.h>

#include <algorithm>
#include <filesystem>

#include "lockstep/columnar/parquet/cells.h"
#include "lockstep/columnar/parquet/damaged_text.h"
#include "lockstep/columnar/parquet/failure.h"
#include "lockstep/columnar/parquet/leaf_columns.h"

namespace lockstep::parquet {
namespace {

// A batch stays in cache; but a dictionary comes anew with each, so that many rows should share it.
constexpr int64_t batch_bytes = 64 << 20, fewest_rows = 4096, most_rows = 1 << 16, most_coded_rows = 1 << 20;

// Whether every value of the column stands in a dictionary in the file, so that taking it as one costs nothing.
bool is_coded(const ::parquet::FileMetaData& metadata, int leaf) {
  if (metadata.schema()->Column(leaf)->physical_type() != ::parquet::Type::BYTE_ARRAY) return false;
  if (metadata.schema()->Column(leaf)->max_repetition_level() > 0) return false;
  for (int group = 0; group < metadata.num_row_groups(); ++group) {
    const auto chunk = metadata.RowGroup(group)->ColumnChunk(leaf);
    if (!chunk->has_dictionary_page()) return false;
    for (const ::parquet::PageEncodingStats& pages : chunk->encoding_stats()) {
      const bool data =
          pages.page_type == ::parquet::PageType::DATA_PAGE || pages.page_type == ::parquet::PageType::DATA_PAGE_V2;
      const bool coded = pages.encoding == ::parquet::Encoding::RLE_DICTIONARY ||
                         pages.encoding == ::parquet::Encoding::PLAIN_DICTIONARY;
      if (data && !coded) return false;
    }
  }
  return metadata.num_row_groups() > 0;
}

class Reader final : public RowReader {
 public:
  arrow::Status open(const std::string& path) {
    path_ = path;
    arrow::util::InitializeUTF8();
    ::parquet::arrow::FileReaderBuilder builder;
    ARROW_ASSIGN_OR_RAISE(const auto file, arrow::io::ReadableFile::Open(path));
    ARROW_ASSIGN_OR_RAISE(const int64_t bytes, file->GetSize());
    total_bytes_ = uint64_t(bytes);
    ARROW_RETURN_NOT_OK(builder.Open(file));
    metadata_ = builder.raw_reader()->metadata();
    ::parquet::ArrowReaderProperties properties(/*use_threads=*/false);
    properties.set_pre_buffer(false);
    for (int leaf = 0; leaf < metadata_->num_columns(); ++leaf)
      if (is_coded(*metadata_, leaf)) properties.set_read_dictionary(leaf, true);
    ARROW_ASSIGN_OR_RAISE(file_, builder.properties(properties)->Build());
    leaves_ = leaf_columns(file_->manifest());
    for (const LeafColumn& leaf : leaves_) names_.push_back(leaf.name);
    made_.resize(leaves_.size());
    return arrow::Status::OK();
  }

  const std::vector<std::string>& columns() const override { return names_; }
  uint64_t total_bytes() const override { return total_bytes_; }
  uint64_t bytes_read() const override {
    const double share = metadata_->num_rows() == 0 ? 1 : double(rows_read_) / double(metadata_->num_rows());
    return uint64_t(double(total_bytes_) * share);
  }

  Result<bool> next(const std::vector<bool>& wanted, RowBatch& batch, std::vector<BadRow>& bad) override {
    bool more = false;
    const arrow::Status read = caught([&] { return read_batch(wanted, batch, more); });
    if (!read.ok()) return unreadable(path_, read.message());
    if (more) leave_out_damaged_text(batch, bad);
    return more;
  }

 private:
  arrow::Status start(const std::vector<bool>& wanted) {
    std::vector<int> groups(size_t(metadata_->num_row_groups()));
    std::vector<int> chosen;
    int64_t bytes = 1, most = most_rows;
    for (size_t i = 0; i < groups.size(); ++i) groups[i] = int(i);
    for (size_t column = 0; column < leaves_.size(); ++column) {
      if (!wanted[column]) continue;
      chosen.push_back(leaves_[column].leaf);
      if (is_coded(*metadata_, leaves_[column].leaf)) most = most_coded_rows;
      for (int group : groups)
        bytes += metadata_->RowGroup(group)->ColumnChunk(leaves_[column].leaf)->total_uncompressed_size();
    }
    const int64_t row_bytes = bytes / std::max<int64_t>(1, metadata_->num_rows()) + 1;
    file_->set_batch_size(std::clamp(batch_bytes / row_bytes, fewest_rows, most));
    return file_->GetRecordBatchReader(groups, chosen).Value(&batches_);
  }

  arrow::Status read_batch(const std::vector<bool>& wanted, RowBatch& batch, bool& more) {
    if (batches_ == nullptr) ARROW_RETURN_NOT_OK(start(wanted));
    ARROW_RETURN_NOT_OK(batches_->ReadNext(&rows_));
    more = rows_ != nullptr;
    if (!more) return arrow::Status::OK();
    batch.rows = size_t(rows_->num_rows());
    batch.columns.resize(leaves_.size());
    batch.line.resize(batch.rows);
    for (uint64_t& line : batch.line) line = ++rows_read_;
    int position = -1;  // of the top field, in what was read
    size_t last_top = SIZE_MAX;
    for (size_t column = 0; column < leaves_.size(); ++column) {
      if (!wanted[column]) {
        batch.columns[column] = {};
        continue;
      }
      if (leaves_[column].top != last_top) ++position;
      last_top = leaves_[column].top;
      fill_cells(*rows_->column(position), leaves_[column].path, made_[column], batch.columns[column]);
    }
    return arrow::Status::OK();
  }

  std::string path_;
  std::shared_ptr<::parquet::FileMetaData> metadata_;
  std::unique_ptr<::parquet::arrow::FileReader> file_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
  std::vector<LeafColumn> leaves_;
  std::vector<std::string> names_;
  std::vector<std::string> made_;             // one a column: texts that are not in the file as such
  std::shared_ptr<arrow::RecordBatch> rows_;  // keeps what the cells point to
  uint64_t rows_read_ = 0, total_bytes_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowReader>> open_reader(const std::string& path) {
  if (!std::filesystem::exists(path))
    return Error{.kind = ErrorKind::file, .message = "there is no such file", .where = path};
  auto reader = std::make_unique<Reader>();
  const arrow::Status opened = caught([&] { return reader->open(path); });
  if (!opened.ok()) return unreadable(path, opened.message());
  return std::unique_ptr<RowReader>(std::move(reader));
}

}  // namespace lockstep::parquet
