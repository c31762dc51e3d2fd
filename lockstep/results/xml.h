// lockstep/results/xml.h
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// Text inside an XML attribute or element. Characters that XML 1.0 cannot hold become U+FFFD.
std::string xml(std::string_view text);

}  // namespace lockstep
