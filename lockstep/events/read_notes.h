// lockstep/events/read_notes.h
//
// The sentences of a ReadReport that a person should know before reading any result.
#pragma once

#include "lockstep/events/read_report.h"

namespace lockstep {

// From what the report counts.
std::vector<std::string> notes_on(const ReadReport& report);

}  // namespace lockstep
