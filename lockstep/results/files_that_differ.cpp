#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "lockstep/results/results.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

Result<std::set<std::string>> files_of(const std::string& folder) {
  std::error_code failed;
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
    names.insert(entry.path().filename().string());
  if (failed) return Error{.kind = ErrorKind::file, .message = "cannot be read: " + failed.message(), .where = folder};
  names.erase("timing.json");
  return names;
}

bool same_bytes(const fs::path& one, const fs::path& other) {
  std::ifstream left(one, std::ios::binary), right(other, std::ios::binary);
  if (!left || !right) return false;
  return std::equal(std::istreambuf_iterator<char>(left), {}, std::istreambuf_iterator<char>(right), {});
}

}  // namespace

Result<std::vector<std::string>> files_that_differ(const std::string& one, const std::string& other) {
  Result<std::set<std::string>> left = files_of(one);
  if (!left) return left.error();
  Result<std::set<std::string>> right = files_of(other);
  if (!right) return right.error();
  std::set<std::string> all = *left;
  all.insert(right->begin(), right->end());
  std::vector<std::string> different;
  for (const std::string& name : all)
    if (!left->contains(name) || !right->contains(name) || !same_bytes(fs::path(one) / name, fs::path(other) / name))
      different.push_back(name);
  return different;
}

}  // namespace lockstep
