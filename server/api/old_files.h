// server/api/old_files.h
//
// What lies in the data folder and nobody needs any more: uploads that no run uses, results of runs that ended long
// ago, and what a run left that never became one. Cases keep their own snapshots, so none of them loses anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/cases/cases.h"

namespace lockstep::server {

struct OldFiles {
  std::vector<std::string> uploads, results, halves;  // folders under uploads/ and runs/
  std::vector<int64_t> run_ids;                       // of the results
};

// The folders that are there, before one asks the store which of them are needed: a run that begins meanwhile is not
// seen, and so not touched.
struct FoldersThere {
  std::vector<std::string> uploads, runs;
};
FoldersThere folders_in(const std::string& data_folder);

// before: uploads and results older than this instant go (seconds since 1970); nothing: they stay. Halves go always.
OldFiles old_files(const FoldersThere& there, const std::vector<cases::RunFiles>& runs, std::optional<int64_t> before);

// "uploads: 3", …; empty where nothing is old.
std::vector<std::string> in_words(const OldFiles& old);

void remove(const OldFiles& old);

}  // namespace lockstep::server
