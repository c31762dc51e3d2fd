// lockstep/results/report_data.h
//
// What the report's views are given: web/src/report/data.ts is the contract.
#pragma once

#include <string>
#include <vector>

#include "lockstep/results/findings.h"
#include "lockstep/results/results.h"

namespace lockstep {

// JSON of at most about `max_bytes`. What does not fit is left out in this order, the smallest networks first each
// time: activity, what others did, texts of posts, objects with their touches, whole networks; and it is counted.
std::string report_data(const Findings& findings, const RunOptions& options, Progress& progress);

// networks.ndjson: {"run":…, "traces":[…]} in the first line, then a network a line, as the report has it but without
// its bound on size. Case stores import it.
Result<void> write_networks_ndjson(const Findings& findings, const RunOptions& options, const ResultFolder& folder);

}  // namespace lockstep
