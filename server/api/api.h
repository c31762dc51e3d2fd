// server/api/api.h
//
// The door of server/api: the routes of api/openapi.yaml on a store. What a route needs of roles stands beside it here;
// the store checks it again, and a test holds both against the document.
#pragma once

#include <memory>
#include <string>

#include "lockstep/cases/cases.h"
#include "server/http/server.h"
#include "server/runs/runner.h"

namespace lockstep::server {

struct ApiOptions {
  std::string data_folder;  // uploads/, spool/ and runs/ lie in it; made where there is none
  std::string program;      // path of `lockstep`, for runs
  unsigned runs_at_once = 1;
  uint64_t max_upload = uint64_t(8) << 30;
};

class Api {
 public:
  // Runs that an earlier server left waiting are started again, those that ran have failed.
  static Result<std::unique_ptr<Api>> open(cases::Store& store, ApiOptions options, Log log);
  ~Api();

  // Routes, authenticator, health and hub, for Server::start. The Api must outlive the server.
  ServerParts parts();

  // What is older than the settings allow, once: called now and then.
  void keep_no_longer();

  // Ends what runs.
  void stop();

  struct Inside;

 private:
  explicit Api(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace lockstep::server
