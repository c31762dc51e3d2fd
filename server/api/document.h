// server/api/document.h
//
// api/openapi.yaml, which the program carries: what a request may hold is read from the contract itself, so the two
// cannot differ.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace lockstep::server {

using Json = nlohmann::json;

std::string_view document_text();

// As JSON, every $ref replaced by what it points to. A fault in the document ends the program: it is our own.
const Json& document();

}  // namespace lockstep::server
