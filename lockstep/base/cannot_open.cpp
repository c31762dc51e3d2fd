#include "lockstep/base/cannot_open.h"

#include <cerrno>
#include <cstring>

namespace lockstep {

Error cannot_open(const std::string& path, int error_number) {
  if (error_number == ENOENT || error_number == ENOTDIR)
    return {ErrorKind::file, "there is no such file", path, "check the spelling and the folder you are in"};
  if (error_number == EACCES || error_number == EPERM)
    return {ErrorKind::file, "you may not read this file", path, "ask its owner, or change it: chmod u+r FILE"};
  return {ErrorKind::file, std::string("cannot be opened: ") + std::strerror(error_number), path};
}

}  // namespace lockstep
