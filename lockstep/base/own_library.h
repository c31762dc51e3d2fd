// lockstep/base/own_library.h
//
// The program's own shared libraries: parts that few runs need, and whose libraries take milliseconds to load.
#pragma once

#include <string>

#include "lockstep/base/result.h"

namespace lockstep {

// What `entry`, a function of lib/<name>.so beside the program, returns. The library is never unloaded. `message` and
// `hint` are for whoever has no such library.
Result<const void*> open_own_library(const std::string& name, const char* entry, const std::string& message,
                                     const std::string& hint);

}  // namespace lockstep
