// server/api/run_service.h
//
// Between the store, which remembers runs, and the runner, which starts them.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "lockstep/cases/cases.h"
#include "server/api/api.h"
#include "server/http/event_hub.h"
#include "server/runs/run_options.h"
#include "server/runs/runner.h"

namespace lockstep::server {

class RunService {
 public:
  RunService(cases::Store& store, const ApiOptions& options, EventHub& hub, Log log);

  // After a start: what ran has failed, what waited waits again.
  Result<void> recover();

  Result<cases::Run> start(const cases::Actor& actor, const cases::NewRun& wanted);
  Result<cases::Run> cancel(const cases::Actor& actor, int64_t run_id);
  Result<nlohmann::json> inspect(const std::vector<std::string>& files, const std::vector<std::string>& typed);

  // With the stage in which it is now.
  cases::Run as_it_stands(cases::Run run) const;

  // Takes away what is older than settings.retention_files_days, and what runs left that never ended. What went, in
  // words.
  Result<std::vector<std::string>> clear_files(const cases::Actor& actor);

  std::string uploads() const { return data_folder_ + "/uploads"; }
  void stop() { runner_.stop(); }

 private:
  Result<RunOrder> order_for(int64_t run_id, const std::vector<std::string>& files,
                             const std::vector<std::string>& typed) const;
  Result<RunPaths> paths() const;
  void hear(const RunNews& news);
  void remember(int64_t run_id, const cases::RunChange& change);

  cases::Store& store_;
  EventHub& hub_;
  const Log log_;
  const std::string data_folder_, program_;
  std::mutex mutex_;
  std::set<int64_t> started_;  // by this process: a request that came twice starts once
  Runner runner_;              // last: its threads use the others
};

}  // namespace lockstep::server
