#include "lockstep/events/time_column.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

constexpr std::string_view say_which = "say which: --date-order dmy|mdy";

// How many of the unit make a second.
int64_t per_second(TimeCell::Form unit) {
  switch (unit) {
    case TimeCell::Form::milliseconds:
      return 1'000;
    case TimeCell::Form::microseconds:
      return 1'000'000;
    case TimeCell::Form::nanoseconds:
      return 1'000'000'000;
    default:
      return 1;
  }
}

}  // namespace

bool settle_date(TimeCell& cell, DateOrder order) {
  using Form = TimeCell::Form;
  if (cell.form == Form::instant || is_number(cell.form) || order == DateOrder::unknown) return true;
  const bool month_first = order == DateOrder::month_first;
  if (cell.form == (month_first ? Form::day_first : Form::month_first)) return false;
  if (cell.form == Form::ambiguous_date && month_first) cell.micros = swap_day_and_month(cell.micros);
  cell.form = Form::instant;
  return true;
}

DateOrder TimeColumn::shown_order() const {
  if (order_ != DateOrder::unknown) return order_;
  if (count(Form::day_first) != 0) return DateOrder::day_first;
  if (count(Form::month_first) != 0) return DateOrder::month_first;
  return DateOrder::unknown;
}

Error TimeColumn::ambiguous() const {
  const BadRowSample& first = seen(Form::ambiguous_date)[0];
  return {.kind = ErrorKind::input,
          .message = fmt::format("time \"{}\": day or month first? nothing in the column decides", first.reason),
          .where = first.where,
          .hint = std::string(say_which)};
}

Error TimeColumn::contradiction() const {
  const BadRowSample &day = seen(Form::day_first)[0], &month = seen(Form::month_first)[0];
  return {.kind = ErrorKind::input,
          .message = fmt::format("time \"{}\" has the day first, and \"{}\" ({}) the month", day.reason, month.reason,
                                 month.where),
          .where = day.where,
          .hint = std::string(say_which) + "; those of the other order are left out as bad rows"};
}

TimeCell::Form TimeColumn::unit() const {
  Form unit = Form::seconds;
  for (Form form : {Form::milliseconds, Form::microseconds, Form::nanoseconds})
    if (count(form) > count(unit)) unit = form;
  return unit;
}

std::string_view unit_name(TimeCell::Form unit) {
  switch (unit) {
    case TimeCell::Form::milliseconds:
      return "milliseconds";
    case TimeCell::Form::microseconds:
      return "microseconds";
    case TimeCell::Form::nanoseconds:
      return "nanoseconds";
    default:
      return "seconds";
  }
}

int64_t change_unit(int64_t micros, TimeCell::Form from, TimeCell::Form to) {
  return micros / (per_second(to) / per_second(from));
}

}  // namespace lockstep
