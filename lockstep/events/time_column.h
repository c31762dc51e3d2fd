// lockstep/events/time_column.h
//
// What the times of one table leave open cell by cell, decided by the column as a whole, so that no order of rows can
// change it:
// - The unit of bare numbers is the one that the sizes of most of them suggest (between equals, the smaller). Smaller
//   numbers are early times in that unit; larger ones cannot be times and are left out as bad rows.
// - Day or month first: one value that can be read in one way only decides. Where nothing decides, other tables of the
//   same layout do; where they do not, the user has to say.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/events/parse_time.h"
#include "lockstep/events/read_report.h"
#include "lockstep/sources/layout.h"

namespace lockstep {

// Makes a date an instant where the order is known. False: it is a date of the other order.
bool settle_date(TimeCell& cell, DateOrder order);

class TimeColumn {
 public:
  using Form = TimeCell::Form;

  // `order`: asked for, or known of the layout.
  TimeColumn(DateOrder order, unsigned samples) : order_(order), samples_(samples) {}

  // Counts the cell, and settles an ambiguous date where the order is known. False: a date of the other order.
  // `where` makes the place for a sample and is called for few cells only.
  template <class Where>
  bool see(TimeCell& cell, std::string_view text, Where&& where) {
    if (cell.form == Form::instant) return true;
    uint64_t& count = counts_[unsigned(cell.form)];
    if (count++ < samples_) seen_[unsigned(cell.form)].push_back({where(), std::string(text)});
    return is_number(cell.form) || settle_date(cell, order_);
  }

  DateOrder order() const { return order_; }
  // The order that this column shows; unknown where it shows none.
  DateOrder shown_order() const;
  // Whether some date waits for an order.
  bool is_ambiguous() const { return order_ == DateOrder::unknown && count(Form::ambiguous_date) != 0; }
  // Dates of both orders: no single order reads the column.
  bool contradicts_itself() const {
    return order_ == DateOrder::unknown && count(Form::day_first) != 0 && count(Form::month_first) != 0;
  }
  Error ambiguous() const;
  Error contradiction() const;

  Form unit() const;  // of bare numbers
  uint64_t count(Form form) const { return counts_[unsigned(form)]; }
  std::span<const BadRowSample> seen(Form form) const { return seen_[unsigned(form)]; }

 private:
  DateOrder order_;
  unsigned samples_;
  std::array<uint64_t, 8> counts_{};
  std::array<std::vector<BadRowSample>, 8> seen_;  // where, and the text
};

std::string_view unit_name(TimeCell::Form unit);  // "milliseconds"

// `micros` as it would have been had the number been taken in another unit, `to`, that is not before `from`.
int64_t change_unit(int64_t micros, TimeCell::Form from, TimeCell::Form to);

}  // namespace lockstep
