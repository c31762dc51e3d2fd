#include "lockstep/cases/signing_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace lockstep::cases {
namespace {

Error cannot(const std::string& path, const char* what) {
  return {.kind = ErrorKind::file, .message = fmt::format("cannot {}: {}", what, std::strerror(errno)), .where = path};
}

// Whole or not at all, and on disk: a log that was signed once must be signed by the same key ever after.
Result<void> write_new(const std::string& path, const std::string& text) {
  const std::string aside = path + ".new";
  const int file = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return cannot(aside, "make the signing key");
  const bool written = ::write(file, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written || ::link(aside.c_str(), path.c_str()) != 0) {
    const Error error = cannot(path, "write the signing key");
    ::unlink(aside.c_str());
    return error;
  }
  ::unlink(aside.c_str());
  const std::string folder = std::filesystem::absolute(path).parent_path();
  if (const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); directory >= 0) {
    ::fsync(directory);
    ::close(directory);
  }
  return {};
}

}  // namespace

Result<SigningKey> load_signing_key(const std::string& path, const std::string& origin, bool history_is_empty,
                                    const std::function<std::string(size_t)>& random) {
  if (!std::filesystem::exists(path)) {
    if (!history_is_empty)
      return Error{.kind = ErrorKind::file,
                   .message = "the key that signed this store's history is not there",
                   .where = path,
                   .hint = "bring it back, or name it: --log-key FILE"};
    std::array<uint8_t, 32> seed{};
    std::ranges::copy(random(32), seed.begin());
    const auto key = make_signing_key(origin, seed);
    if (!key) return key.error();
    if (const Result<void> written = write_new(path, to_text(*key) + "\n"); !written) {
      if (!std::filesystem::exists(path)) return written.error();
    } else {
      return key;
    }
  }
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) return cannot(path, "read the signing key");
  auto key = parse_signing_key(line);
  if (!key) key.error().where = path;
  return key;
}

}  // namespace lockstep::cases
