// lockstep/base/cannot_open.h
//
// A file that was to be read cannot be opened: why, and what to do.
#pragma once

#include <string>

#include "lockstep/base/error.h"

namespace lockstep {

Error cannot_open(const std::string& path, int error_number);

}  // namespace lockstep
