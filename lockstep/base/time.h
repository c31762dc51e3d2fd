// lockstep/base/time.h
//
// Instants and spans in microseconds, and how people write them. Instants are UTC.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "lockstep/base/result.h"

namespace lockstep {

using Duration = std::chrono::microseconds;
using Timestamp = std::chrono::sys_time<Duration>;

// 2021-02-23T10:00:00Z; a fraction only where there is one, without trailing zeros: 2021-02-23T10:00:00.25Z.
std::string format_time(Timestamp time);

// A span with its unit: "60s", "10 s", "5min", "1h", "250ms", "2d"; a bare number means seconds. Not negative, at most
// 10 years. `option` names the place in the error.
Result<Duration> parse_duration(std::string_view text, std::string_view option);

// The shortest of "60s", "10min", "1h", "1d", "250ms" that is exact.
std::string format_duration(Duration span);

double seconds(Duration span);

}  // namespace lockstep
