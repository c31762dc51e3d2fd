// server/api/hex.h
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace lockstep::server {

inline std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace lockstep::server
