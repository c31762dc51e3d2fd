#include "server/api/old_files.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>

namespace lockstep::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view of_uploads = "upload:";

std::vector<std::string> folders_under(const std::string& folder) {
  std::vector<std::string> folders;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

std::string name_of(const std::string& folder) { return fs::path(folder).filename(); }

int64_t last_change(const std::string& folder) {
  std::error_code failed;
  fs::file_time_type latest = fs::last_write_time(folder, failed);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
    const fs::file_time_type time = entry.last_write_time(failed);
    if (!failed) latest = std::max(latest, time);
  }
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::file_clock::to_sys(latest).time_since_epoch())
      .count();
}

// Of uploads, by the folder that each lies in, that a run reads or has read lately.
std::set<std::string> uploads_in_use(const std::vector<cases::RunFiles>& runs, int64_t before) {
  std::set<std::string> used;
  for (const cases::RunFiles& run : runs) {
    if (run.ended_at && *run.ended_at < before) continue;
    for (const std::string& file : run.files)
      if (file.starts_with(of_uploads)) used.insert(file.substr(of_uploads.size(), file.find('/') - of_uploads.size()));
  }
  return used;
}

}  // namespace

FoldersThere folders_in(const std::string& data_folder) {
  return {.uploads = folders_under(data_folder + "/uploads"), .runs = folders_under(data_folder + "/runs")};
}

OldFiles old_files(const FoldersThere& there, const std::vector<cases::RunFiles>& runs, std::optional<int64_t> before) {
  OldFiles old;
  std::map<std::string, const cases::RunFiles*> by_folder;
  for (const cases::RunFiles& run : runs) by_folder[std::to_string(run.run_id)] = &run;
  for (const std::string& folder : there.runs) {
    const std::string name = name_of(folder);
    const auto run = by_folder.find(fs::path(name).stem());  // "7", or "7.part" while it is written
    const bool goes_on = run != by_folder.end() && !run->second->ended_at;
    const bool has_result = run != by_folder.end() && !run->second->folder.empty() && name == run->first;
    if (goes_on) continue;
    if (!has_result) {
      old.halves.push_back(folder);
    } else if (before && *run->second->ended_at < *before) {
      old.results.push_back(folder);
      old.run_ids.push_back(run->second->run_id);
    }
  }
  if (!before) return old;
  const std::set<std::string> used = uploads_in_use(runs, *before);
  for (const std::string& folder : there.uploads)
    if (!used.contains(name_of(folder)) && last_change(folder) < *before) old.uploads.push_back(folder);
  return old;
}

std::vector<std::string> in_words(const OldFiles& old) {
  std::vector<std::string> words;
  const auto say = [&](const char* what, size_t many) {
    if (many > 0) words.push_back(fmt::format("{}: {}", what, many));
  };
  say("uploads", old.uploads.size());
  say("results of runs", old.results.size());
  say("half results", old.halves.size());
  return words;
}

void remove(const OldFiles& old) {
  std::error_code ignored;  // the next time finds what is left
  for (const auto* folders : {&old.uploads, &old.results, &old.halves})
    for (const std::string& folder : *folders) fs::remove_all(folder, ignored);
}

}  // namespace lockstep::server
