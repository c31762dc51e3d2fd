#include "lockstep/base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace lockstep {
namespace {

struct Unit {
  std::string_view name;
  int64_t microseconds;
};

// The first name of each size is the one that we write.
constexpr std::array<Unit, 14> units{{{"d", 86'400'000'000},
                                      {"h", 3'600'000'000},
                                      {"min", 60'000'000},
                                      {"s", 1'000'000},
                                      {"ms", 1'000},
                                      {"us", 1},
                                      {"day", 86'400'000'000},
                                      {"days", 86'400'000'000},
                                      {"hour", 3'600'000'000},
                                      {"hours", 3'600'000'000},
                                      {"m", 60'000'000},
                                      {"minutes", 60'000'000},
                                      {"sec", 1'000'000},
                                      {"seconds", 1'000'000}}};

constexpr int64_t longest = 10 * 366 * 86'400'000'000;

Error not_a_span(std::string_view text, std::string_view option, std::string_view why) {
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" {}", text, why),
          .where = std::string(option),
          .hint = "write a number with its unit: 10s, 60s, 10min, 1h (a bare number means seconds)"};
}

// A number of so many digits or more. By hand, since tables hold millions of times.
void append_digits(std::string& text, int64_t number, int digits) {
  if (number < 0) {
    text += '-';
    number = -number;
    --digits;
  }
  char backwards[20];
  int length = 0;
  for (; number != 0 || length < digits; number /= 10) backwards[length++] = char('0' + number % 10);
  while (length > 0) text += backwards[--length];
}

}  // namespace

std::string format_time(Timestamp time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const int64_t micros = (time - day).count();
  const int64_t whole = micros / 1'000'000, fraction = micros % 1'000'000;
  std::string text;
  append_digits(text, int(date.year()), 4);
  text += '-';
  append_digits(text, unsigned(date.month()), 2);
  text += '-';
  append_digits(text, unsigned(date.day()), 2);
  text += 'T';
  append_digits(text, whole / 3600, 2);
  text += ':';
  append_digits(text, whole / 60 % 60, 2);
  text += ':';
  append_digits(text, whole % 60, 2);
  if (fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    while (text.back() == '0') text.pop_back();
  }
  return text + "Z";
}

Result<Duration> parse_duration(std::string_view text, std::string_view option) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (failed != std::errc{} || std::isnan(number)) return not_a_span(text, option, "is not a span of time");
  if (number < 0) return not_a_span(text, option, "is negative");
  std::string_view unit(rest, size_t(end - rest));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.empty()) unit = "s";
  for (const Unit& known : units) {
    if (known.name != unit) continue;
    const double micros = number * double(known.microseconds);
    if (!(micros <= double(longest))) return not_a_span(text, option, "is longer than ten years");
    return Duration(int64_t(micros + 0.5));
  }
  return not_a_span(text, option, "is not a span of time");
}

std::string format_duration(Duration span) {
  if (span.count() == 0) return "0 s";
  for (const Unit& unit : units) {
    if (span.count() % unit.microseconds != 0) continue;
    const int64_t number = span.count() / unit.microseconds;
    // 60s and 120s read better than 1min and 2min, and that is how windows are spoken of.
    if (unit.name == "min" && number < 5) continue;
    return fmt::format("{} {}", number, unit.name);
  }
  return fmt::format("{}us", span.count());
}

double seconds(Duration span) { return double(span.count()) / 1e6; }

}  // namespace lockstep
