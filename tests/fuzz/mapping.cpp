// What the user says columns mean, and layouts told by the names of columns.
#include <string>

#include "lockstep/sources/layout.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<Layout> mapping = parse_mapping(text, "--map");
  if (!mapping && mapping.error().message.empty()) std::abort();
  std::vector<std::string> columns;
  if (mapping)
    for (const ColumnMeaning& meaning : mapping->columns) columns.push_back(meaning.column);
  columns.emplace_back(text);
  const Result<Layout> layout = detect_layout(columns, "posts.csv");
  if (!layout && layout.error().message.empty()) std::abort();
  return 0;
}
