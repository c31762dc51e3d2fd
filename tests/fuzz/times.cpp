// A cell to an instant: within the years that are promised, and the same again from how we write it.
#include <cstdlib>

#include "lockstep/base/time.h"
#include "lockstep/events/parse_time.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep;
  const std::optional<TimeCell> cell = parse_time({reinterpret_cast<const char*>(data), size});
  if (!cell) return 0;
  must(cell->micros >= earliest_micros && cell->micros < latest_micros);
  if (cell->form == TimeCell::Form::ambiguous_date)
    must(swap_day_and_month(swap_day_and_month(cell->micros)) == cell->micros);
  const std::optional<TimeCell> again = parse_time(format_time(Timestamp(Duration(cell->micros))));
  must(again && again->form == TimeCell::Form::instant && again->micros == cell->micros);
  return 0;
}
