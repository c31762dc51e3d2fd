#include "lockstep/base/own_library.h"

#include <dlfcn.h>

#include <filesystem>

namespace lockstep {
namespace {

// What the loader says, without the path that it begins with.
std::string why_not(const std::string& path) {
  const std::string said = dlerror();
  return said.starts_with(path + ": ") ? said.substr(path.size() + 2) : said;
}

}  // namespace

Result<const void*> open_own_library(const std::string& name, const char* entry, const std::string& message,
                                     const std::string& hint) {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const std::string path = (program.parent_path().parent_path() / "lib" / (name + ".so")).string();
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const found = library == nullptr ? nullptr : dlsym(library, entry);
  if (found == nullptr)
    return Error{.kind = ErrorKind::file, .message = message + ": " + why_not(path), .where = path, .hint = hint};
  return reinterpret_cast<const void* (*)()>(found)();
}

}  // namespace lockstep
