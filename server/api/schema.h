// server/api/schema.h
//
// Whether a value is what its schema in the contract asks for: type, enum, bounds, pattern, required, nothing unknown.
// Rejected: valijson, whose patterns go through std::regex, which recurses once a character and so lets a long string
// overflow the stack; here a string under a pattern has at most 256 bytes before the pattern is looked at.
#pragma once

#include <string>

#include "lockstep/base/result.h"
#include "server/api/document.h"

namespace lockstep::server {

// Errors of kind usage; `where` is the place within the value ("members[3].measure").
Result<void> check_value(const Json& value, const Json& schema, const std::string& where);

// A parameter's text as its schema's type; then check_value.
Result<Json> read_parameter(std::string_view text, const Json& schema, const std::string& where);

}  // namespace lockstep::server
