#include "lockstep/pairs/spill.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace lockstep {
namespace {

// An open file without a name.
int nameless_file(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return descriptor;
  std::string path = folder + "/lockstep-XXXXXX";  // a file system without O_TMPFILE
  const int named = ::mkstemp(path.data());
  if (named >= 0) ::unlink(path.c_str());
  return named;
}

}  // namespace

Error Spill::failed(int cause) const {
  return {.kind = ErrorKind::file,
          .message = std::string("pairs cannot be set aside on disk: ") + std::strerror(cause),
          .where = folder_,
          .hint = "give more memory with --memory, or another folder with TMPDIR"};
}

Result<Spill> Spill::create(const std::string& folder, unsigned bits) {
  Spill spill;
  std::error_code ignored;
  spill.folder_ = folder.empty() ? std::filesystem::temp_directory_path(ignored).string() : folder;
  spill.bits_ = bits;
  for (size_t group = 0; group < size_t(1) << bits; ++group) {
    const int descriptor = nameless_file(spill.folder_);
    if (descriptor < 0) return spill.failed(errno);
    spill.files_.push_back({descriptor, 0});
  }
  return spill;
}

Spill::~Spill() {
  for (const File& file : files_) ::close(file.descriptor);
}

uint64_t Spill::free_bytes() const {
  std::error_code unknown;
  const std::filesystem::space_info space = std::filesystem::space(folder_, unknown);
  return unknown ? UINT64_MAX : space.available;
}

Spill::Appender::Appender(Spill& spill) : spill_(&spill), shift_(64 - spill.bits_), buffers_(spill.groups()) {
  for (std::vector<PairKey>& buffer : buffers_) buffer.reserve(buffer_keys);
}

void Spill::Appender::write(size_t group) {
  std::vector<PairKey>& buffer = buffers_[group];
  const char* bytes = reinterpret_cast<const char*>(buffer.data());
  size_t left = buffer.size() * sizeof(PairKey);
  const std::lock_guard lock(*spill_->writing_);
  File& file = spill_->files_[group];
  file.keys += buffer.size();
  while (left > 0 && failure_ == 0) {
    const ssize_t done = ::write(file.descriptor, bytes, left);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      failure_ = errno;
    } else {
      bytes += done;
      left -= size_t(done);
    }
  }
  buffer.clear();
}

Result<void> Spill::Appender::flush() {
  for (size_t group = 0; group < buffers_.size(); ++group)
    if (!buffers_[group].empty()) write(group);
  if (failure_ != 0) return spill_->failed(failure_);
  return {};
}

Result<size_t> Spill::read(size_t group, size_t at, std::vector<PairKey>& keys) const {
  const size_t wanted = std::min(keys.size(), files_[group].keys - at) * sizeof(PairKey);
  size_t have = 0;
  while (have < wanted) {
    const ssize_t done = ::pread(files_[group].descriptor, reinterpret_cast<char*>(keys.data()) + have, wanted - have,
                                 off_t(at * sizeof(PairKey) + have));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return failed(done < 0 ? errno : EIO);
    have += size_t(done);
  }
  return wanted / sizeof(PairKey);
}

}  // namespace lockstep
