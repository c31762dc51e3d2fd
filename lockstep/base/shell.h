// lockstep/base/shell.h
//
// What is said for a person to type.
#pragma once

#include <string>

namespace lockstep {

// One word of a command line, in quotes where a shell would take it apart.
std::string quoted_for_shell(const std::string& text);

}  // namespace lockstep
