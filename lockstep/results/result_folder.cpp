#include "lockstep/results/result_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

Error conflict(const std::string& path, std::string message, std::string hint) {
  return {.kind = ErrorKind::conflict, .message = std::move(message), .where = path, .hint = std::move(hint)};
}

Error not_writable(const std::string& path, int cause) {
  return {.kind = ErrorKind::file,
          .message = fmt::format("cannot be written: {}", std::strerror(cause)),
          .where = path,
          .hint = "say another folder: --out FOLDER"};
}

// A file that no run leaves: somebody put it there. Empty: there is none.
std::string not_of_a_run(const std::string& folder) {
  constexpr std::array<std::string_view, 13> of_a_run{
      "candidates.csv", "company.csv",      "evidence.parquet", "members.csv",   "networks.csv",
      "networks.gexf",  "networks.graphml", "networks.ndjson",  "pairs.parquet", "ranking.csv",
      "report.html",    "run.json",         "timing.json"};
  std::string first;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::find(of_a_run, name) != of_a_run.end()) continue;
    if (first.empty() || name < first) first = name;
  }
  return first;
}

std::optional<Error> in_the_way(const std::string& path, bool replace) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(path, ignored))) return std::nullopt;
  if (!fs::is_directory(path, ignored)) return conflict(path, "is a file", "say another folder: --out FOLDER");
  if (fs::is_empty(path, ignored)) return std::nullopt;
  if (!holds_result(path))
    return conflict(path, "holds other things than the result of a run; it is left as it is",
                    "say another folder: --out FOLDER");
  if (const std::string other = not_of_a_run(path); replace && !other.empty())
    return conflict(path, fmt::format("holds \"{}\" beside the result of a run; it is left as it is", other),
                    "move it away; or say another folder: --out FOLDER");
  if (replace) return std::nullopt;
  return conflict(path, "holds the result of a run already",
                  "replace it: --replace; or say another folder: --out FOLDER");
}

}  // namespace

bool holds_result(const std::string& folder) {
  std::error_code ignored;
  return fs::exists(folder + "/run.json", ignored) && fs::exists(folder + "/members.csv", ignored);
}

Result<ResultFolder> ResultFolder::create(const std::string& path, bool replace) {
  std::string clean = fs::path(path).lexically_normal().string();
  while (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
  if (std::optional<Error> error = in_the_way(clean, replace)) return std::move(*error);
  const std::string part = clean + ".part";
  std::error_code failed;
  fs::create_directories(part, failed);
  if (failed) return not_writable(clean, failed.value());
  const int lock = ::open(part.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0) return not_writable(clean, errno);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return conflict(clean, "another run is writing it", "wait for it, or say another folder: --out FOLDER");
  }
  // what a run that was killed left
  for (const fs::directory_entry& left : fs::directory_iterator(part, failed)) fs::remove_all(left, failed);
  if (::access(part.c_str(), W_OK | X_OK) != 0) {
    const int cause = errno;
    ::close(lock);
    return not_writable(clean, cause);
  }
  return ResultFolder(std::move(clean), part, lock);
}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : path_(std::move(other.path_)), part_(std::move(other.part_)), lock_(other.lock_) {
  other.lock_ = -1;
}

ResultFolder::~ResultFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(part_, ignored);
  ::close(lock_);
}

Result<void> ResultFolder::move_into_place() {
  // a result that is replaced changes places with the new one, in one step, and goes with the part
  const bool replaced =
      holds_result(path_) && ::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) == 0;
  if (!replaced) {
    std::error_code ignored;
    if (holds_result(path_)) fs::remove_all(path_, ignored);  // a file system that cannot exchange
    if (std::rename(part_.c_str(), path_.c_str()) != 0) return not_writable(path_, errno);
    ::close(lock_);
    lock_ = -1;
  }
  return {};
}

}  // namespace lockstep
