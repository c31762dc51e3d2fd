// lockstep/traces/tracking_parameters.h
//
// Parameters of a URL that say how a reader came to a page, not which page it is.
#pragma once

#include <string_view>

namespace lockstep {

// By name, in any case: utm_source, fbclid …
bool is_tracking_parameter(std::string_view name);

}  // namespace lockstep
