#include "lockstep/sources/bytes/stored_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "lockstep/base/cannot_open.h"
#include "lockstep/sources/bytes/sha256.h"

namespace lockstep {
namespace {

class Descriptor final : public ByteSource {
 public:
  Descriptor(int descriptor, std::shared_ptr<StoredFile> file, bool digest)
      : descriptor_(descriptor), file_(std::move(file)) {
    if (digest) sha256_.emplace();
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }

  Result<size_t> read(char* to, size_t size) override {
    ssize_t got;
    do got = ::read(descriptor_, to, size);
    while (got < 0 && errno == EINTR);
    if (got < 0) return Error{ErrorKind::file, fmt::format("reading failed: {}", std::strerror(errno)), file_->path};
    if (sha256_ && got > 0) sha256_->add(to, size_t(got));
    if (sha256_ && got == 0) {
      file_->sha256 = sha256_->hex();
      sha256_.reset();
    }
    file_->bytes_read += uint64_t(got);
    return size_t(got);
  }

 private:
  int descriptor_;
  std::shared_ptr<StoredFile> file_;
  std::optional<Sha256> sha256_;
};

}  // namespace

Result<StoredBytes> open_stored(const std::string& path, bool digest) {
  if (path.empty())
    return Error{ErrorKind::usage, "an empty file name was given", "", "give a file, a folder or - for standard input"};
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_open(path, errno);
  auto file = std::make_shared<StoredFile>();
  file->path = path;
  auto bytes = std::make_unique<Descriptor>(descriptor, file, digest);
  struct stat status;
  if (::fstat(descriptor, &status) != 0) return cannot_open(path, errno);
  if (S_ISDIR(status.st_mode))
    return Error{ErrorKind::file, "this is a folder, where a file is expected", path, "name the file in it"};
  if (S_ISREG(status.st_mode)) file->total_bytes = uint64_t(status.st_size);
  return StoredBytes{std::move(file), std::move(bytes)};
}

}  // namespace lockstep
