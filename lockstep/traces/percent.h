// lockstep/traces/percent.h
//
// Percent-encoding, RFC 3986 section 6.2.2.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// Normal form of a part of a URL: letters, digits and -._~ plain, whether they came encoded or not; the reserved
// characters in `keep` as they came; everything else, and a % that encodes nothing, as %XX in upper case.
std::string normal_percent(std::string_view part, std::string_view keep);

std::string percent_decoded(std::string_view text);

}  // namespace lockstep
