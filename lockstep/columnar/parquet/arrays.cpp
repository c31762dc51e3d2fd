#include "lockstep/columnar/parquet/arrays.h"

#include <arrow/array.h>
#include <arrow/buffer.h>
#include <arrow/builder.h>

namespace lockstep::parquet {
namespace {

using Form = TableColumn::Form;
using Array = std::shared_ptr<arrow::Array>;

template <class Number>
Array numbers(std::shared_ptr<arrow::DataType> type, std::span<const Number> values, size_t rows) {
  auto buffer =
      std::make_shared<arrow::Buffer>(reinterpret_cast<const uint8_t*>(values.data()), int64_t(values.size_bytes()));
  return arrow::MakeArray(arrow::ArrayData::Make(std::move(type), int64_t(rows), {nullptr, std::move(buffer)}, 0));
}

arrow::Result<Array> texts(std::span<const std::string_view> text) {
  arrow::StringBuilder builder(memory());
  for (std::string_view cell : text)
    ARROW_RETURN_NOT_OK(cell.data() == nullptr ? builder.AppendNull() : builder.Append(cell));
  return builder.Finish();
}

arrow::Result<Array> codes(std::span<const uint32_t> codes, size_t rows) {
  arrow::Int32Builder builder(memory());
  ARROW_RETURN_NOT_OK(builder.Reserve(int64_t(rows)));
  for (uint32_t code : codes.first(rows))
    if (code == UINT32_MAX)
      builder.UnsafeAppendNull();
    else
      builder.UnsafeAppend(int32_t(code));
  return builder.Finish();
}

std::shared_ptr<arrow::DataType> type_of(Form form) {
  switch (form) {
    case Form::dictionary:
      return arrow::dictionary(arrow::int32(), arrow::utf8());
    case Form::text:
      return arrow::utf8();
    case Form::uint32:
      return arrow::uint32();
    case Form::int64:
      return arrow::int64();
    case Form::float64:
      return arrow::float64();
    case Form::timestamp:
      return arrow::timestamp(arrow::TimeUnit::MICRO, "UTC");
  }
  return arrow::null();
}

}  // namespace

std::shared_ptr<arrow::Field> field_of(const TableColumn& column) {
  return arrow::field(column.name, type_of(column.form));
}

arrow::Result<Array> array_of(const TableColumn& column, size_t rows) {
  const std::shared_ptr<arrow::DataType> type = type_of(column.form);
  switch (column.form) {
    case Form::dictionary: {
      ARROW_ASSIGN_OR_RAISE(const Array positions, codes(column.codes, rows));
      ARROW_ASSIGN_OR_RAISE(const Array values, texts(column.text));
      return arrow::DictionaryArray::FromArrays(type, positions, values);
    }
    case Form::text:
      return texts(column.text.first(rows));
    case Form::uint32:
      return numbers(type, column.codes, rows);
    case Form::int64:
    case Form::timestamp:
      return numbers(type, column.integers, rows);
    case Form::float64:
      return numbers(type, column.numbers, rows);
  }
  return arrow::Status::Invalid("no such form");
}

}  // namespace lockstep::parquet
