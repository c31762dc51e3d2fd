// server/api/digest.h
//
// Digests and codes for the requests' own needs.
#pragma once

#include <string>
#include <string_view>

namespace lockstep::server {

std::string sha256_hex(std::string_view bytes);
std::string hmac_hex(std::string_view key, std::string_view text);
std::string random_hex(size_t bytes);

}  // namespace lockstep::server
