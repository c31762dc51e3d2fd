// lockstep/events/parse_time.h
//
// One cell to an instant, as far as the cell alone can tell. What it leaves open (the unit of a bare number, whether
// 7/3/2018 is in July or in March) the whole column decides: see time_column.h.
//
// Read are: ISO 8601 with T or a blank, with or without seconds, fraction and zone; a date alone; 7/3/2018 10:00 with
// / or -, 7.3.2018 (always day first); Fri Sep 18 18:36:15 +0000 2020; epoch seconds, milliseconds, microseconds and
// nanoseconds, with a fraction or without. Years 1 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lockstep {

struct TimeCell {
  enum class Form : uint8_t {
    instant,         // nothing left open
    ambiguous_date,  // both numbers could be the month; `micros` takes the first as the day
    day_first,       // the first number cannot be a month
    month_first,     // the second number cannot be a month
    seconds,         // a bare number; `micros` takes the unit that its size suggests
    milliseconds,
    microseconds,
    nanoseconds,
  };
  // What was written, from fine to coarse.
  enum class Written : uint8_t { fraction, second, minute, day };

  Form form = Form::instant;
  Written written = Written::second;
  bool zone_missing = false;
  int64_t micros = 0;  // since 1970, UTC
};

inline bool is_number(TimeCell::Form form) { return form >= TimeCell::Form::seconds; }

// Nothing where the cell is no time. Blanks around it are passed over.
std::optional<TimeCell> parse_time(std::string_view text);

// The same for an integer of a column that declares its unit, or none (0).
std::optional<TimeCell> time_of_integer(int64_t number, int64_t ticks_per_second);

// An ambiguous date with its numbers the other way round.
int64_t swap_day_and_month(int64_t micros);

inline constexpr int64_t earliest_micros = -62'135'596'800'000'000;  // 0001-01-01
inline constexpr int64_t latest_micros = 253'402'300'800'000'000;    // 10000-01-01, no longer allowed

}  // namespace lockstep
