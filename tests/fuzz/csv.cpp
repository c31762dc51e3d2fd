// CSV, read in small blocks and in one: the same must come out.
#include "lockstep/sources/formats/csv_reader.h"
#include "tests/fuzz/read_all.h"

namespace lockstep::fuzz {
namespace {

std::string read(std::string_view text, CsvForm form, size_t block_bytes, uint64_t max_row_bytes) {
  const Result<std::unique_ptr<RowReader>> reader = open_csv(memory_input(text, block_bytes, max_row_bytes), form);
  return reader ? read_all(**reader) : "no header";
}

}  // namespace
}  // namespace lockstep::fuzz

// The first byte gives the separator, the row end, the size of a block and of the longest row.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const CsvForm form{",\t;|"[data[0] & 3], data[0] & 4 ? '\r' : '\n'};
  const size_t block_bytes = size_t(64) << (data[0] >> 3 & 3);
  const uint64_t max_row_bytes = data[0] & 0x80 ? 40 : 1 << 20;
  fuzz::must(fuzz::read(text, form, block_bytes, max_row_bytes) == fuzz::read(text, form, 1 << 16, max_row_bytes));
  detect_csv_form(text);
  return 0;
}
