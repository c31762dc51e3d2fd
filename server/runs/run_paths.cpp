#include "server/runs/run_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace lockstep::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view upload_prefix = "upload:";
constexpr size_t longest_name = 120;

Error not_allowed(const std::string& name) {
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" is not in a folder that runs may read", name),
          .where = "files",
          .hint = "an administrator names folders in the settings (run_folders); or upload the file"};
}

Error not_there(const std::string& name) {
  return {.kind = ErrorKind::usage, .message = fmt::format("there is no \"{}\"", name), .where = "files"};
}

std::string canonical(const std::string& path) {
  std::error_code failed;
  const fs::path resolved = fs::canonical(path, failed);
  return failed ? std::string() : resolved.native();
}

bool is_within(const std::string& path, const std::string& folder) {
  if (folder.empty()) return false;
  return path == folder || folder == "/" || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

// The end of the name, since that is where the extension stands; never hidden, never empty.
std::string safe_name(std::string name) {
  name = name.substr(name.find_last_of("/\\") + 1);
  if (name.size() > longest_name) name = name.substr(name.size() - longest_name);
  std::ranges::replace_if(
      name, [](char c) { return !is_plain(c); }, '_');
  if (name.empty() || name.front() == '.') name.insert(0, "upload");
  return name;
}

}  // namespace

RunPaths::RunPaths(const std::string& uploads, const std::vector<std::string>& allowed) : uploads_(canonical(uploads)) {
  for (const std::string& folder : allowed)
    if (std::string resolved = canonical(folder); !resolved.empty()) allowed_.push_back(std::move(resolved));
}

Result<std::string> RunPaths::resolve(const std::string& name) const {
  if (name.find('\0') != std::string::npos) return not_allowed("a name with a NUL");
  if (name.starts_with(upload_prefix)) return resolve_upload(name);
  if (!name.starts_with('/')) return not_allowed(name);
  std::string resolved = canonical(name);
  std::error_code ignored;
  if (resolved.empty() && is_allowed(fs::weakly_canonical(name, ignored))) return not_there(name);
  if (resolved.empty() || !is_allowed(resolved)) return not_allowed(name);
  if (!fs::is_regular_file(resolved, ignored) && !fs::is_directory(resolved, ignored)) return not_allowed(name);
  for (fs::recursive_directory_iterator entry(resolved, ignored), end; !ignored && entry != end;
       entry.increment(ignored))
    if (entry->is_symlink(ignored) && !is_allowed(canonical(entry->path()))) return not_allowed(entry->path());
  return resolved;
}

Result<std::string> RunPaths::resolve_upload(const std::string& name) const {
  std::string resolved = canonical(uploads_ + "/" + name.substr(upload_prefix.size()));
  std::error_code ignored;
  if (!resolved.empty() && resolved != uploads_ && is_within(resolved, uploads_) &&
      fs::is_regular_file(resolved, ignored))
    return resolved;
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is not an upload", name),
               .where = "files",
               .hint = "upload it (again)"};
}

bool RunPaths::is_allowed(const std::string& resolved) const {
  return std::ranges::any_of(allowed_, [&](const std::string& folder) { return is_within(resolved, folder); });
}

std::string name_uploads(const std::string& uploads, std::string text) {
  const std::string folder = canonical(uploads) + "/";
  if (folder == "/") return text;
  for (size_t at = 0; (at = text.find(folder, at)) != std::string::npos; at += upload_prefix.size())
    text.replace(at, folder.size(), upload_prefix);
  return text;
}

Result<std::string> keep_upload(const std::string& uploads, const std::string& spooled, const std::string& name,
                                const std::string& random_name) {
  const std::string within = random_name + "/" + safe_name(name);
  std::error_code failed;
  fs::create_directory(uploads + "/" + random_name, failed);
  if (!failed) fs::rename(spooled, uploads + "/" + within, failed);
  if (failed) return Error{.kind = ErrorKind::file, .message = failed.message(), .where = uploads + "/" + within};
  return std::string(upload_prefix) + within;
}

}  // namespace lockstep::server
