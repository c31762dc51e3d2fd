// lockstep/results/test_json.h
//
// What was tested and how it came out, as run.json and web/src/report/data.ts have it.
#pragma once

#include <nlohmann/json.hpp>

#include "lockstep/results/findings.h"

namespace lockstep {

// Tests: windows, level, what was proposed, what the references rest on, power.
nlohmann::ordered_json tests_of(const Findings& findings, double level);

// What failed, as columns; and how many more there are than the page has.
nlohmann::ordered_json candidates_of(const Findings& findings);
uint64_t candidates_left_out(const Findings& findings);

// NetworkData: from `class` to `delays`.
nlohmann::ordered_json network_test_of(const Findings& findings, size_t network);

// The power in one sentence, with numbers of the table.
std::string power_sentence(const NetworkTests& tests);

// What was not looked at by count or failed: "nobody is nominated" and why that means something; "" if somebody is.
std::string verdict(const Findings& findings);

}  // namespace lockstep
