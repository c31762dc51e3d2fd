// lockstep/results/run_json.h
//
// What stands on a run: what was read, how, and by what. run.json and the report say the same.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lockstep/results/findings.h"
#include "lockstep/results/results.h"

namespace lockstep {

std::string title_of(const Findings& findings);  // the names of the inputs

std::vector<std::string> notes_of(const Findings& findings);
nlohmann::ordered_json read_report_of(const Findings& findings);

Result<void> write_run_json(const Findings& findings, const RunOptions& options, const ResultFolder& folder);

}  // namespace lockstep
