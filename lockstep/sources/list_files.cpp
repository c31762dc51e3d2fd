#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "lockstep/sources/sources.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// What `detect` leaves: its tables are results, not posts.
bool holds_results(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "run.json", ignored) && fs::exists(folder / "members.csv", ignored);
}

Result<void> add_folder(const fs::path& folder, std::vector<std::string>& files) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::directory_entry& entry = *entries;
    if (entry.path().filename().native().starts_with('.')) continue;
    std::error_code ignored;
    if (entry.is_regular_file(ignored)) files.push_back(entry.path().native());
    // links to folders may lead in circles
    if (!entry.is_directory(ignored) || entry.is_symlink(ignored) || holds_results(entry.path())) continue;
    const Result<void> inside = add_folder(entry.path(), files);
    if (!inside) return inside;
  }
  if (error)
    return Error{ErrorKind::file, fmt::format("the folder cannot be read: {}", error.message()), folder.native()};
  return {};
}

// One file under two names (`posts.csv` and `./posts.csv`, a link) is read once, under the first of them.
void forget_second_names(std::vector<std::string>& files) {
  std::set<fs::path> seen;
  std::erase_if(files, [&](const std::string& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return false;
    const fs::path real = fs::canonical(file, error);
    return !error && !seen.insert(real).second;
  });
}

}  // namespace

Result<std::vector<std::string>> list_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path == "-" || !fs::is_directory(path, ignored)) {
      files.push_back(path);  // opening it will say what is wrong with it
      continue;
    }
    std::vector<std::string> inside;
    const Result<void> added = add_folder(path, inside);
    if (!added) return added.error();
    if (inside.empty())
      return Error{ErrorKind::input, "the folder holds no files", path,
                   "hidden files and folders of results are passed over"};
    files.insert(files.end(), inside.begin(), inside.end());
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  forget_second_names(files);
  return files;
}

}  // namespace lockstep
