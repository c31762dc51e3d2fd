// cli/inspection.h
//
// What `inspect` found, and how it is said.
#pragma once

#include <string>
#include <vector>

#include "lockstep/events/events.h"
#include "lockstep/traces/traces.h"

namespace lockstep::cli {

struct Inspection {
  ReadReport report;
  std::vector<const TraceDefinition*> traces;  // that the data allow
  std::string next_command;                    // `lockstep detect …`
  double max_bad_rows;                         // above which it would stop
};

// Aligned text for people. `all_bad_rows`: every bad row that the report has, not only the first few of each kind.
std::string to_text(const Inspection& inspection, bool all_bad_rows);

std::string to_json(const Inspection& inspection);

}  // namespace lockstep::cli
