#include "lockstep/results/text_file.h"

#include <cerrno>
#include <cstring>

namespace lockstep {
namespace {

Error not_written(const std::string& path, int cause) {
  return {.kind = ErrorKind::file, .message = std::string("cannot be written: ") + std::strerror(cause), .where = path};
}

}  // namespace

Result<TextFile> TextFile::create(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wbe");
  if (file == nullptr) return not_written(path, errno);
  return TextFile(path, file);
}

TextFile& TextFile::operator<<(std::string_view text) {
  if (failure_ == 0 && std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) failure_ = errno;
  return *this;
}

Result<void> TextFile::finish() {
  if (std::fflush(file_.get()) != 0 && failure_ == 0) failure_ = errno;
  if (std::fclose(file_.release()) != 0 && failure_ == 0) failure_ = errno;
  if (failure_ != 0) return not_written(path_, failure_);
  return {};
}

Result<void> write_text(const std::string& path, std::string_view text) {
  Result<TextFile> file = TextFile::create(path);
  if (!file) return file.error();
  *file << text;
  return file->finish();
}

}  // namespace lockstep
