// What stands in cells: times, lists, identifiers, kinds; and mappings. Whatever is read as a time is a time of the
// calendar, reads back as itself, and can be filtered by.
#include "lockstep/events/cells.h"

#include <cstdlib>

#include "lockstep/base/time.h"
#include "lockstep/events/events.h"
#include "lockstep/events/parse_time.h"
#include "lockstep/events/time_column.h"
#include "lockstep/sources/layout.h"
#include "tests/fuzz/read_all.h"

namespace lockstep::fuzz {
namespace {

void read_time(std::string_view text) {
  const std::optional<TimeCell> cell = parse_time(text);
  if (!cell) return;
  if (is_number(cell->form)) change_unit(cell->micros, cell->form, TimeCell::Form::nanoseconds);
  must(cell->micros >= earliest_micros && cell->micros < latest_micros);
  if (cell->form == TimeCell::Form::ambiguous_date)
    must(swap_day_and_month(swap_day_and_month(cell->micros)) == cell->micros);
  const std::optional<TimeCell> again = parse_time(format_time(Timestamp(Duration(cell->micros))));
  must(again && again->form == TimeCell::Form::instant && again->micros == cell->micros);
}

void read_list(std::string_view text, ListStyle style) {
  ListSplitter splitter;
  splitter.split(text, style);
  for (std::string_view item : splitter.items()) must(style == ListStyle::single_blanks || !item.empty());
}

}  // namespace
}  // namespace lockstep::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fuzz::read_time(text);
  for (ListStyle style : {ListStyle::single, ListStyle::blanks, ListStyle::single_blanks, ListStyle::commas,
                          ListStyle::python, ListStyle::any})
    fuzz::read_list(text, style);
  fuzz::must(!(is_damaged_id(text) && is_missing(text)));
  kind_named(text);
  if (const Result<Layout> layout = parse_mapping(text, "--map")) fuzz::must(!layout->signature.empty());
  return 0;
}
