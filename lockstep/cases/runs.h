// lockstep/cases/runs.h
//
// Detections that were started from the console, as the store knows them. Who starts the child process is the server.
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

struct Run {
  int64_t run_id = 0;
  std::string name;
  std::string state;  // "waiting", "running", "done", "failed", "cancelled", "imported"
  std::vector<std::string> files;
  std::vector<std::string> options;  // of detect, as typed
  std::string folder;                // of its result; empty until it is done
  std::string error;
  int64_t created_by = 0;
  std::string created_by_name;
  int64_t created_at = 0;
  std::optional<int64_t> started_at, ended_at;
  std::string stage;    // of what runs
  double progress = 0;  // 0 to 1 of that stage, where known
  int64_t networks = 0, nominated_networks = 0, nominated_accounts = 0, accounts = 0, events = 0;
  std::vector<int64_t> case_ids;
};

struct NewRun {
  std::string name;
  std::vector<std::string> files;
  std::vector<std::string> options;
};

Result<Run> add_run(Store& store, const Actor& actor, const NewRun& run);
Result<std::vector<Run>> list_runs(Store& store, const Actor& actor);
Result<Run> show_run(Store& store, const Actor& actor, int64_t run_id);

// The cases that hold networks of a run, ascending by network_id.
struct NetworkCase {
  std::string network_id;
  int64_t case_id = 0;
};
Result<std::vector<NetworkCase>> cases_of_run(Store& store, const Actor& actor, int64_t run_id);

// By the program: what became of it. Only what is set changes.
struct RunChange {
  std::optional<std::string> state, folder, error;
  std::optional<int64_t> networks, nominated_networks, nominated_accounts, accounts, events;
};
Result<void> change_run(Store& store, const Actor& actor, int64_t run_id, const RunChange& change);

// What each run has to do with files: all of them, whoever asks, for what is cleared away.
struct RunFiles {
  int64_t run_id = 0;
  std::vector<std::string> files;
  std::string folder;
  std::optional<int64_t> ended_at;  // nothing: it waits or runs
};
Result<std::vector<RunFiles>> run_files(Store& store);

// By the program: these runs' results go, and other files of which `gone` speaks ("uploads: 3"). An entry says so.
Result<void> forget_files(Store& store, const Actor& actor, const std::vector<int64_t>& run_ids,
                          const std::vector<std::string>& gone);

}  // namespace lockstep::cases
