#include "lockstep/base/output_place.h"

#include <filesystem>

namespace lockstep {

namespace fs = std::filesystem;

OutputPlace output_place(const std::string& path) {
  std::error_code failed;
  const fs::path target = fs::canonical(path, failed);
  const fs::file_status there = fs::status(path, failed);
  return {.path = target.empty() ? path : target.native(),
          .in_place = fs::exists(there) && !fs::is_regular_file(there) && !fs::is_directory(there)};
}

}  // namespace lockstep
