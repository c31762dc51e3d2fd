#include <unistd.h>

#include "lockstep/base/time.h"
#include "lockstep/columnar/columnar.h"
#include "lockstep/columnar/csv_writer.h"

namespace lockstep {
namespace {

using Form = TableColumn::Form;

class CsvTable final : public TableWriter {
 public:
  explicit CsvTable(CsvWriter csv) : csv_(std::move(csv)) {}

  Result<void> write(std::span<const TableColumn> columns, size_t rows) override {
    if (!named_)
      for (const TableColumn& column : columns) csv_.cell(column.name);
    if (!named_) csv_.end_row();
    named_ = true;
    for (size_t row = 0; row < rows; ++row) {
      for (const TableColumn& column : columns) cell(column, row);
      csv_.end_row();
    }
    return {};
  }

  Result<void> finish() override { return csv_.finish(); }

 private:
  void cell(const TableColumn& column, size_t row) {
    switch (column.form) {
      case Form::dictionary:
        csv_.cell(column.codes[row] == UINT32_MAX ? std::string_view() : column.text[column.codes[row]]);
        return;
      case Form::text:
        csv_.cell(column.text[row]);
        return;
      case Form::uint32:
        csv_.cell(uint64_t(column.codes[row]));
        return;
      case Form::int64:
        csv_.cell(column.integers[row]);
        return;
      case Form::float64:
        csv_.cell(column.numbers[row]);
        return;
      case Form::timestamp:
        csv_.cell(format_time(Timestamp(Duration(column.integers[row]))));
        return;
    }
  }

  CsvWriter csv_;
  bool named_ = false;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> create_csv(const std::string& path) {
  if (path == "-")
    return std::unique_ptr<TableWriter>(std::make_unique<CsvTable>(CsvWriter::to_descriptor(STDOUT_FILENO)));
  Result<CsvWriter> csv = CsvWriter::create(path);
  if (!csv) return csv.error();
  return std::unique_ptr<TableWriter>(std::make_unique<CsvTable>(*std::move(csv)));
}

Result<std::unique_ptr<TableWriter>> create_table(const std::string& path,
                                                  std::span<const std::pair<std::string, std::string>> metadata) {
  return path.ends_with(".parquet") ? create_parquet(path, metadata) : create_csv(path);
}

}  // namespace lockstep
