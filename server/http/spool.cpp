#include "server/http/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace lockstep::server {
namespace {

Error failed(const std::string& path) {
  return {.kind = ErrorKind::file, .message = std::strerror(errno), .where = path, .hint = "is the disk full?"};
}

}  // namespace

Result<Spool> Spool::in_file(const std::string& folder) {
  Spool spool;
  std::string path = folder + "/upload-XXXXXX";
  spool.file_ = mkostemp(path.data(), O_CLOEXEC);
  if (spool.file_ < 0) return failed(folder);
  spool.path_ = std::move(path);
  return spool;
}

Spool::Spool(Spool&& other) noexcept
    : bytes_(std::move(other.bytes_)),
      path_(std::exchange(other.path_, {})),
      file_(std::exchange(other.file_, -1)),
      size_(other.size_) {}

Spool::~Spool() {
  if (file_ >= 0) close(file_);
  if (!path_.empty()) unlink(path_.c_str());
}

Result<void> Spool::add(std::string_view bytes) {
  size_ += bytes.size();
  if (path_.empty()) {
    bytes_ += bytes;
    return {};
  }
  while (!bytes.empty()) {
    const ssize_t written = write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed(path_);
    bytes.remove_prefix(size_t(written));
  }
  return {};
}

Result<void> Spool::finish() {
  if (file_ < 0) return {};
  const int closed = close(std::exchange(file_, -1));
  if (closed != 0) return failed(path_);
  return {};
}

}  // namespace lockstep::server
