#include "lockstep/events/settle_times.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

using Form = TimeCell::Form;

// What the tables of the same kin show, as far as they agree.
DateOrder order_of_kin(const PendingTimes& table, const std::vector<PendingTimes>& tables) {
  DateOrder order = DateOrder::unknown;
  for (const PendingTimes& other : tables) {
    const DateOrder shown = other.kin == table.kin ? other.times.shown_order() : DateOrder::unknown;
    if (shown == DateOrder::unknown) continue;
    if (order != DateOrder::unknown && order != shown) return DateOrder::unknown;
    order = shown;
  }
  return order;
}

void set_order(const PendingTimes& table, DateOrder order, EventTable& rows) {
  if (order != DateOrder::month_first) return;
  for (size_t i = 0; i < table.form.size(); ++i) {
    Timestamp& time = rows.time[table.first + i];
    if (table.form[i] == Form::ambiguous_date)
      time = Timestamp(Duration(swap_day_and_month(time.time_since_epoch().count())));
  }
}

void set_unit(const PendingTimes& table, ReadState& state) {
  const Form unit = table.times.unit();
  InputReport& input = state.report.inputs[table.input];
  std::array<size_t, 8> next_sample{};
  for (size_t i = 0; i < table.form.size(); ++i) {
    const Form form = table.form[i];
    if (!is_number(form) || form == unit) continue;
    Timestamp& time = state.rows.time[table.first + i];
    if (form < unit) {
      time = Timestamp(Duration(change_unit(time.time_since_epoch().count(), form, unit)));
      continue;
    }
    state.rows.account[table.first + i] = no_account;
    state.bad_rows.add("bad time", input, [&] {
      const std::span<const BadRowSample> seen = table.times.seen(form);
      size_t& next = next_sample[unsigned(form)];
      if (next >= seen.size()) return BadRowSample{input.path + ": " + table.column, "too large a number"};
      const BadRowSample& sample = seen[next++];
      return BadRowSample{
          sample.where + ": " + table.column,
          fmt::format("\"{}\" is too large beside the other times, which are {}", sample.reason, unit_name(unit))};
    });
  }
}

bool has_numbers_of_another_unit(const TimeColumn& times) {
  unsigned units = 0;
  for (Form form : {Form::seconds, Form::milliseconds, Form::microseconds, Form::nanoseconds})
    units += times.count(form) != 0;
  return units > 1;
}

}  // namespace

Result<void> settle_times(std::vector<PendingTimes>& tables, ReadState& state) {
  for (const PendingTimes& table : tables) {
    if (table.times.contradicts_itself()) return table.times.contradiction();
    if (table.times.is_ambiguous()) {
      DateOrder order = table.times.shown_order();
      if (order == DateOrder::unknown) order = order_of_kin(table, tables);
      if (order == DateOrder::unknown) return table.times.ambiguous();
      set_order(table, order, state.rows);
    }
    if (has_numbers_of_another_unit(table.times)) set_unit(table, state);
  }
  return {};
}

}  // namespace lockstep
