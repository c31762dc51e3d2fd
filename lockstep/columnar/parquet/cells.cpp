#include "lockstep/columnar/parquet/cells.h"

#include <arrow/scalar.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace lockstep::parquet {
namespace {

constexpr const char* empty_text = "";

std::string_view present(std::string_view text) {
  return text.data() == nullptr ? std::string_view(empty_text, 0) : text;
}

template <class Texts>
void fill_text(const Texts& array, std::vector<std::string_view>& text) {
  text.resize(size_t(array.length()));
  for (int64_t i = 0; i < array.length(); ++i)
    text[size_t(i)] = array.IsNull(i) ? std::string_view() : present(array.GetView(i));
}

// The array's texts, where it holds any.
bool fill_any_text(const arrow::Array& array, std::vector<std::string_view>& text) {
  switch (array.type_id()) {
    case arrow::Type::STRING:
    case arrow::Type::BINARY:
      fill_text(static_cast<const arrow::BinaryArray&>(array), text);
      return true;
    case arrow::Type::LARGE_STRING:
    case arrow::Type::LARGE_BINARY:
      fill_text(static_cast<const arrow::LargeBinaryArray&>(array), text);
      return true;
    case arrow::Type::STRING_VIEW:
    case arrow::Type::BINARY_VIEW:
      fill_text(static_cast<const arrow::BinaryViewArray&>(array), text);
      return true;
    default:
      return false;
  }
}

bool fill_dictionary(const arrow::Array& array, ColumnCells& cells) {
  if (array.type_id() != arrow::Type::DICTIONARY) return false;
  const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
  if (!fill_any_text(*coded.dictionary(), cells.text)) return false;
  cells.form = ColumnCells::Form::dictionary;
  cells.codes.resize(size_t(array.length()));
  if (coded.indices()->type_id() == arrow::Type::INT32) {
    const int32_t* const codes = static_cast<const arrow::Int32Array&>(*coded.indices()).raw_values();
    std::copy(codes, codes + array.length(), cells.codes.begin());
  } else {
    for (int64_t i = 0; i < array.length(); ++i)
      if (array.IsValid(i)) cells.codes[size_t(i)] = uint32_t(coded.GetValueIndex(i));
  }
  if (array.null_count() > 0)
    for (int64_t i = 0; i < array.length(); ++i)
      if (array.IsNull(i)) cells.codes[size_t(i)] = UINT32_MAX;
  return true;
}

template <class Integers>
void fill_integers(const arrow::Array& array, int64_t ticks_per_second, int64_t ticks, ColumnCells& cells) {
  const auto* const values = static_cast<const Integers&>(array).raw_values();
  cells.form = ColumnCells::Form::integer;
  cells.ticks_per_second = ticks_per_second;
  cells.integers.resize(size_t(array.length()));
  for (size_t i = 0; i < cells.integers.size(); ++i) cells.integers[i] = int64_t(values[i]) * ticks;
  if (array.null_count() == 0) return;
  cells.absent.resize(cells.integers.size());
  for (size_t i = 0; i < cells.absent.size(); ++i) cells.absent[i] = array.IsNull(int64_t(i));
}

int64_t ticks(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return 1;
    case arrow::TimeUnit::MILLI:
      return 1'000;
    case arrow::TimeUnit::MICRO:
      return 1'000'000;
    case arrow::TimeUnit::NANO:
      return 1'000'000'000;
  }
  return 1;
}

bool any_above_int64(const arrow::Array& array) {
  const auto& numbers = static_cast<const arrow::UInt64Array&>(array);
  for (int64_t i = 0; i < array.length(); ++i)
    if (array.IsValid(i) && numbers.Value(i) > uint64_t(std::numeric_limits<int64_t>::max())) return true;
  return false;
}

bool fill_any_integers(const arrow::Array& array, ColumnCells& cells) {
  switch (array.type_id()) {
    case arrow::Type::INT8:
      return fill_integers<arrow::Int8Array>(array, 0, 1, cells), true;
    case arrow::Type::INT16:
      return fill_integers<arrow::Int16Array>(array, 0, 1, cells), true;
    case arrow::Type::INT32:
      return fill_integers<arrow::Int32Array>(array, 0, 1, cells), true;
    case arrow::Type::INT64:
      return fill_integers<arrow::Int64Array>(array, 0, 1, cells), true;
    case arrow::Type::UINT8:
      return fill_integers<arrow::UInt8Array>(array, 0, 1, cells), true;
    case arrow::Type::UINT16:
      return fill_integers<arrow::UInt16Array>(array, 0, 1, cells), true;
    case arrow::Type::UINT32:
      return fill_integers<arrow::UInt32Array>(array, 0, 1, cells), true;
    case arrow::Type::UINT64:
      return any_above_int64(array) ? false : (fill_integers<arrow::UInt64Array>(array, 0, 1, cells), true);
    case arrow::Type::DATE32:
      return fill_integers<arrow::Date32Array>(array, 1, 86'400, cells), true;
    case arrow::Type::DATE64:
      return fill_integers<arrow::Date64Array>(array, 1'000, 1, cells), true;
    case arrow::Type::TIMESTAMP: {
      const auto unit = static_cast<const arrow::TimestampType&>(*array.type()).unit();
      return fill_integers<arrow::TimestampArray>(array, ticks(unit), 1, cells), true;
    }
    default:
      return false;
  }
}

template <class Number>
void append_number(Number number, std::string& out) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

// Tables that passed through a data frame hold integers as floating point: 123.0 is 123.
void append_float(double number, std::string& out) {
  if (std::isnan(number)) return;
  if (std::trunc(number) == number && std::fabs(number) < 0x1p53) return append_number(int64_t(number), out);
  append_number(number, out);
}

// Whether `array` has something at `i`: a floating-point NaN is nothing.
bool has_value(const arrow::Array& array, int64_t i) {
  if (array.IsNull(i) || array.type_id() == arrow::Type::NA) return false;
  if (array.type_id() == arrow::Type::DOUBLE)
    return !std::isnan(static_cast<const arrow::DoubleArray&>(array).Value(i));
  if (array.type_id() == arrow::Type::FLOAT) return !std::isnan(static_cast<const arrow::FloatArray&>(array).Value(i));
  return true;
}

bool append_value(const arrow::Array& array, int64_t i, std::span<const std::string> path, std::string& out);

// The items of one list, separated; those without a value are passed over.
void append_items(const arrow::Array& items, int64_t begin, int64_t end, std::span<const std::string> path,
                  std::string& out) {
  bool first = true;
  for (int64_t i = begin; i < end; ++i) {
    const size_t before = out.size();
    if (!first) out += list_separator;
    if (append_value(items, i, path, out))
      first = false;
    else
      out.resize(before);
  }
}

template <class Lists>
void append_list(const arrow::Array& array, int64_t i, std::span<const std::string> path, std::string& out) {
  const auto& lists = static_cast<const Lists&>(array);
  const int64_t begin = lists.value_offset(i);
  append_items(*lists.values(), begin, begin + lists.value_length(i), path, out);
}

bool append_field(const arrow::Array& array, int64_t i, std::span<const std::string> path, std::string& out) {
  const auto& fields = static_cast<const arrow::StructArray&>(array);
  const auto below = path.empty() ? nullptr : fields.GetFieldByName(path.front());
  return below != nullptr && append_value(*below, i, path.subspan(1), out);
}

bool append_scalar(const arrow::Array& array, int64_t i, std::string& out) {
  const auto scalar = array.GetScalar(i);
  if (!scalar.ok()) return false;
  out += (*scalar)->ToString();
  return true;
}

// Appends the text of one element; false where there is none.
bool append_value(const arrow::Array& array, int64_t i, std::span<const std::string> path, std::string& out) {
  if (!has_value(array, i)) return false;
  switch (array.type_id()) {
    case arrow::Type::STRUCT:
      return append_field(array, i, path, out);
    case arrow::Type::LIST:
    case arrow::Type::MAP:
      return append_list<arrow::ListArray>(array, i, path, out), true;
    case arrow::Type::LARGE_LIST:
      return append_list<arrow::LargeListArray>(array, i, path, out), true;
    case arrow::Type::LIST_VIEW:
      return append_list<arrow::ListViewArray>(array, i, path, out), true;
    case arrow::Type::LARGE_LIST_VIEW:
      return append_list<arrow::LargeListViewArray>(array, i, path, out), true;
    case arrow::Type::FIXED_SIZE_LIST:
      return append_list<arrow::FixedSizeListArray>(array, i, path, out), true;
    case arrow::Type::DICTIONARY: {
      const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
      return append_value(*coded.dictionary(), coded.GetValueIndex(i), path, out);
    }
    case arrow::Type::EXTENSION:
      return append_value(*static_cast<const arrow::ExtensionArray&>(array).storage(), i, path, out);
    case arrow::Type::STRING:
    case arrow::Type::BINARY:
      return out += static_cast<const arrow::BinaryArray&>(array).GetView(i), true;
    case arrow::Type::LARGE_STRING:
    case arrow::Type::LARGE_BINARY:
      return out += static_cast<const arrow::LargeBinaryArray&>(array).GetView(i), true;
    case arrow::Type::STRING_VIEW:
    case arrow::Type::BINARY_VIEW:
      return out += static_cast<const arrow::BinaryViewArray&>(array).GetView(i), true;
    case arrow::Type::DOUBLE:
      return append_float(static_cast<const arrow::DoubleArray&>(array).Value(i), out), true;
    case arrow::Type::FLOAT:
      return append_float(static_cast<const arrow::FloatArray&>(array).Value(i), out), true;
    default:
      return append_scalar(array, i, out);
  }
}

void make_text(const arrow::Array& array, std::span<const std::string> path, std::string& made, ColumnCells& cells) {
  const size_t absent = SIZE_MAX;
  std::vector<size_t> begin(size_t(array.length()));
  std::vector<size_t> end(begin.size());
  made.clear();
  for (size_t i = 0; i < begin.size(); ++i) {
    begin[i] = made.size();
    if (!append_value(array, int64_t(i), path, made)) begin[i] = absent;
    end[i] = made.size();
  }
  cells.text.resize(begin.size());
  for (size_t i = 0; i < begin.size(); ++i)
    cells.text[i] =
        begin[i] == absent ? std::string_view() : std::string_view(made.data() + begin[i], end[i] - begin[i]);
}

}  // namespace

void fill_cells(const arrow::Array& array, std::span<const std::string> path, std::string& made, ColumnCells& cells) {
  cells.form = ColumnCells::Form::text;
  cells.ticks_per_second = 0;
  cells.text.clear();
  cells.codes.clear();
  cells.integers.clear();
  cells.absent.clear();
  if (array.type_id() == arrow::Type::EXTENSION)
    return fill_cells(*static_cast<const arrow::ExtensionArray&>(array).storage(), path, made, cells);
  if (!fill_any_text(array, cells.text) && !fill_dictionary(array, cells) && !fill_any_integers(array, cells))
    make_text(array, path, made, cells);
}

}  // namespace lockstep::parquet
