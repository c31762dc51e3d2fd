// lockstep/networks/declared_automation.h
//
// Accounts that post by the clock and say so. Both are asked: a rhythm alone is not a confession, and words alone would
// be the cheapest of all disguises.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lockstep/events/events.h"

namespace lockstep {

// One an account: 1 where its client (of nine in ten of its posts), its handle or its display name says that a machine
// posts, and its posts keep to one phase of a period of 5, 10, 15, 30 or 60 minutes. Empty where no account does.
std::vector<uint8_t> declared_automation(const EventTable& events, Duration resolution);

// Whether a name holds a word for posting by machine: "WeatherBot", "harbour rss", "dlvr.it"; not "Abbot" or
// "Feedback".
bool names_automation(std::string_view name);

// Length of the mean of the posts' phases in a period, between 0 and 1 (Rayleigh's statistic).
double keeping_of_phase(const std::vector<Timestamp>& times, Duration period);

}  // namespace lockstep
