#include <fmt/format.h>

#include "lockstep/events/events.h"
#include "lockstep/events/parse_time.h"

namespace lockstep {

Result<Timestamp> parse_instant(std::string_view text, std::string_view option) {
  constexpr size_t shortest_number = 9;  // "2021" means a year to whoever types it
  const std::optional<TimeCell> cell = parse_time(text);
  const bool settled =
      cell && (cell->form == TimeCell::Form::instant || (is_number(cell->form) && text.size() >= shortest_number));
  if (settled) return Timestamp(Duration(cell->micros));
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is not a time", text),
               .where = std::string(option),
               .hint = "write it as 2021-02-23, 2021-02-23T10:00 or 2021-02-23T10:00:00+01:00 (without a zone: UTC)"};
}

}  // namespace lockstep
