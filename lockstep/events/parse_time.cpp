#include "lockstep/events/parse_time.h"

#include <array>
#include <chrono>
#include <cstring>

namespace lockstep {
namespace {

using Form = TimeCell::Form;
using Written = TimeCell::Written;

constexpr int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute, day_micros = 24 * hour;

// Epoch numbers below the first bound are seconds, below the second milliseconds, and so on: the year 5138 in each.
constexpr std::array<double, 3> bounds{1e11, 1e14, 1e17};

bool is_digit(char c) { return unsigned(c - '0') < 10; }

// Reads from the front of a text; each function says whether it could, and moves on only then.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : next_(text.data()), end_(text.data() + text.size()) {}

  bool done() const { return next_ == end_; }
  char peek() const { return done() ? '\0' : *next_; }
  size_t left() const { return size_t(end_ - next_); }

  bool take(char c) {
    if (peek() != c || done()) return false;
    ++next_;
    return true;
  }
  bool take(std::string_view word) {
    if (left() < word.size() || std::memcmp(next_, word.data(), word.size()) != 0) return false;
    next_ += word.size();
    return true;
  }
  // Exactly `count` digits.
  bool digits(unsigned count, int& value) {
    if (left() < count) return false;
    int number = 0;
    for (unsigned i = 0; i < count; ++i) {
      if (!is_digit(next_[i])) return false;
      number = number * 10 + (next_[i] - '0');
    }
    value = number;
    next_ += count;
    return true;
  }
  // One or two digits.
  bool short_number(int& value) { return digits(2, value) || digits(1, value); }

  // The digits after a decimal point as microseconds; more than six are cut off.
  bool fraction(int64_t& micros) {
    if (!is_digit(peek())) return false;
    int64_t unit = second / 10;
    for (micros = 0; is_digit(peek()); ++next_, unit /= 10) micros += (*next_ - '0') * unit;
    return true;
  }
  void blanks() {
    while (peek() == ' ' || peek() == '\t') ++next_;
  }

 private:
  const char* next_;
  const char* end_;
};

std::optional<int64_t> midnight(int year, int month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                            std::chrono::day(unsigned(day))};
  if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
  return sys_days(date).time_since_epoch().count() * day_micros;
}

// HH:MM[:SS[.fraction]]; a leap second is the second after it.
bool clock(Cursor& in, TimeCell& cell) {
  int hours = 0, minutes = 0, seconds = 0;
  if (!in.short_number(hours) || !in.take(':') || !in.digits(2, minutes)) return false;
  cell.written = Written::minute;
  int64_t fraction = 0;
  if (in.take(':')) {
    if (!in.digits(2, seconds)) return false;
    cell.written = Written::second;
    if (in.take('.') || in.take(',')) {
      if (!in.fraction(fraction)) return false;
      cell.written = Written::fraction;
    }
  }
  if (hours > 23 || minutes > 59 || seconds > 60) return false;
  cell.micros += hours * hour + minutes * minute + seconds * second + fraction;
  return true;
}

// AM or PM after a clock that was read into `cell` above `midnight`.
bool half_of_day(Cursor& in, TimeCell& cell, int64_t midnight) {
  Cursor ahead = in;
  ahead.blanks();
  const bool am = ahead.take("AM") || ahead.take("am"), pm = !am && (ahead.take("PM") || ahead.take("pm"));
  if (!am && !pm) return true;
  in = ahead;
  const int64_t hours = (cell.micros - midnight) / hour;
  if (hours < 1 || hours > 12) return false;
  if (pm && hours != 12) cell.micros += 12 * hour;
  if (am && hours == 12) cell.micros -= 12 * hour;
  return true;
}

// Z, UTC, GMT, +HH, +HHMM, +HH:MM; nothing is UTC too, and said so.
bool zone(Cursor& in, TimeCell& cell) {
  in.blanks();
  if (in.done()) return cell.zone_missing = true;
  if (in.take('Z') || in.take('z')) return true;
  if (in.take("UTC") || in.take("GMT")) return true;
  const bool east = in.peek() == '+';
  if (!in.take('+') && !in.take('-')) return false;
  int hours = 0, minutes = 0;
  if (!in.digits(2, hours)) return false;
  if (in.take(':') || is_digit(in.peek())) {
    if (!in.digits(2, minutes)) return false;
  }
  if (hours > 23 || minutes > 59) return false;
  const int64_t offset = hours * hour + minutes * minute;
  cell.micros += east ? -offset : offset;
  return true;
}

std::optional<TimeCell> clock_and_zone(Cursor& in, TimeCell cell) {
  if (in.done()) {
    cell.written = Written::day;
    cell.zone_missing = true;
    return cell;
  }
  const int64_t midnight = cell.micros;
  if (!in.take('T') && !in.take('t')) {
    if (!in.take(' ')) return std::nullopt;
    in.blanks();
  }
  if (!clock(in, cell) || !half_of_day(in, cell, midnight) || !zone(in, cell) || !in.done()) return std::nullopt;
  if (cell.micros < earliest_micros || cell.micros >= latest_micros) return std::nullopt;
  // its numbers could not be swapped any more: left out is better than a wrong day
  const bool another_day = cell.micros < midnight || cell.micros >= midnight + 24 * hour;
  if (cell.form == Form::ambiguous_date && another_day) return std::nullopt;
  return cell;
}

// 2021-02-23…, 2021/02/23…
std::optional<TimeCell> year_first(Cursor in) {
  int year = 0, month = 0, day = 0;
  if (!in.digits(4, year)) return std::nullopt;
  const char separator = in.peek();
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  if (!in.take(separator) || !in.short_number(month) || !in.take(separator) || !in.short_number(day))
    return std::nullopt;
  const std::optional<int64_t> date = midnight(year, month, day);
  if (!date) return std::nullopt;
  return clock_and_zone(in, {.micros = *date});
}

// 7/3/2018…, 7-3-2018…, 7.3.2018…
std::optional<TimeCell> year_last(Cursor in) {
  int first = 0, second_number = 0, year = 0;
  if (!in.short_number(first)) return std::nullopt;
  const char separator = in.peek();
  if (separator != '/' && separator != '-' && separator != '.') return std::nullopt;
  if (!in.take(separator) || !in.short_number(second_number) || !in.take(separator) || !in.digits(4, year))
    return std::nullopt;
  if (in.peek() == ',') in.take(',');
  TimeCell cell;
  if (separator == '.') {
    cell.form = Form::instant;
  } else if (first > 12) {
    cell.form = Form::day_first;
  } else if (second_number > 12) {
    cell.form = Form::month_first;
  } else if (first != second_number) {
    cell.form = Form::ambiguous_date;
  }
  const bool swapped = cell.form == Form::month_first;
  const std::optional<int64_t> date = midnight(year, swapped ? first : second_number, swapped ? second_number : first);
  if (!date) return std::nullopt;
  cell.micros = *date;
  return clock_and_zone(in, cell);
}

int month_named(Cursor& in) {
  static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (int i = 0; i < 12; ++i)
    if (in.take(names[size_t(i)])) return i + 1;
  return 0;
}

bool weekday(Cursor& in) {
  for (std::string_view name : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
    if (in.take(name)) return true;
  return false;
}

// Fri Sep 18 18:36:15 +0000 2020, as Twitter writes it.
std::optional<TimeCell> named_weekday(Cursor in) {
  int day = 0, year = 0;
  if (!weekday(in) || !in.take(' ')) return std::nullopt;
  const int month = month_named(in);
  if (month == 0 || !in.take(' ') || !in.short_number(day) || !in.take(' ')) return std::nullopt;
  TimeCell cell;
  if (!clock(in, cell) || !in.take(' ')) return std::nullopt;
  const bool east = in.peek() == '+';
  int offset = 0;
  if ((!in.take('+') && !in.take('-')) || !in.digits(4, offset) || !in.take(' ') || !in.digits(4, year) || !in.done())
    return std::nullopt;
  const std::optional<int64_t> date = midnight(year, month, day);
  if (!date || offset % 100 > 59 || offset > 2359) return std::nullopt;
  const int64_t shift = offset / 100 * hour + offset % 100 * minute;
  cell.micros += *date + (east ? -shift : shift);
  return cell;
}

std::optional<TimeCell> with_unit(bool negative, uint64_t whole, int64_t fraction_micros, bool has_fraction) {
  TimeCell cell;
  const double size = double(whole);
  int64_t micros = 0;
  if (size < bounds[0]) {
    cell.form = Form::seconds;
    micros = int64_t(whole) * second + fraction_micros;
    cell.written = has_fraction ? Written::fraction : Written::second;
  } else if (size < bounds[1]) {
    cell.form = Form::milliseconds;
    micros = int64_t(whole) * 1000 + fraction_micros / 1000;
    cell.written = Written::fraction;
  } else if (size < bounds[2]) {
    cell.form = Form::microseconds;
    micros = int64_t(whole);
    cell.written = Written::fraction;
  } else {
    cell.form = Form::nanoseconds;
    micros = int64_t(whole / 1000);
    cell.written = Written::fraction;
  }
  cell.micros = negative ? -micros : micros;
  if (cell.micros < earliest_micros) return std::nullopt;  // forwards no number leads out of the calendar
  return cell;
}

// At most 19 digits, so that nothing overflows; a fraction behind a point.
std::optional<TimeCell> number(std::string_view text) {
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  size_t length = 0;
  uint64_t whole = 0;
  for (; length < text.size() && is_digit(text[length]); ++length) whole = whole * 10 + uint64_t(text[length] - '0');
  if (length == 0 || length > 18 + 1) return std::nullopt;
  if (length == text.size()) return with_unit(negative, whole, 0, false);
  Cursor rest(text.substr(length));
  int64_t fraction = 0;
  if (!rest.take('.')) return std::nullopt;
  if (!rest.done() && (!rest.fraction(fraction) || !rest.done())) return std::nullopt;
  // 1623881091.0 is how programs print whole seconds that they keep as floating point
  return with_unit(negative, whole, fraction, fraction != 0);
}

}  // namespace

std::optional<TimeCell> parse_time(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (text.empty()) return std::nullopt;
  if (!is_digit(text.front()) && text.front() != '-') return named_weekday(Cursor(text));
  if (text.size() > 4 && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) && !is_digit(text[4]) &&
      (text[4] != '.' || text.find_first_of(".", 5) != std::string_view::npos))
    return year_first(Cursor(text));
  if (text.size() > 5 && (!is_digit(text[1]) || !is_digit(text[2])) && text.front() != '-')
    if (std::optional<TimeCell> cell = year_last(Cursor(text))) return cell;
  return number(text);
}

std::optional<TimeCell> time_of_integer(int64_t number, int64_t ticks_per_second) {
  if (ticks_per_second == 0) {
    const uint64_t whole = number < 0 ? 0 - uint64_t(number) : uint64_t(number);
    return with_unit(number < 0, whole, 0, false);
  }
  int64_t micros = 0;
  if (ticks_per_second > second) {
    micros = number / (ticks_per_second / second);
  } else if (__builtin_mul_overflow(number, second / ticks_per_second, &micros)) {
    return std::nullopt;
  }
  if (micros < earliest_micros || micros >= latest_micros) return std::nullopt;
  return TimeCell{.written = ticks_per_second == 1 ? Written::second : Written::fraction, .micros = micros};
}

int64_t swap_day_and_month(int64_t micros) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds(micros)};
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const year_month_day swapped{date.year(), month(unsigned(date.day())), std::chrono::day(unsigned(date.month()))};
  return (sys_days(swapped) + (time - day)).time_since_epoch().count();
}

}  // namespace lockstep
