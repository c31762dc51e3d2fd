// server/runs/run_paths.h
//
// Which files a run may read: those that were uploaded, and those within folders that the administrator allowed. Links
// are followed before that is checked, so a link cannot lead out. Who can write in an allowed folder can still exchange
// a file after it was checked: allow folders of people whom you trust.
#pragma once

#include <string>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep::server {

class RunPaths {
 public:
  // `uploads`: the folder that uploads are kept in.
  RunPaths(const std::string& uploads, const std::vector<std::string>& allowed);

  // "upload:7c1f…/posts.csv", or an absolute path to a file or folder. The path that it leads to, with no link left in
  // it. Errors of kind usage, which do not tell whether anything exists outside the allowed folders.
  Result<std::string> resolve(const std::string& name) const;

 private:
  Result<std::string> resolve_upload(const std::string& name) const;
  bool is_allowed(const std::string& resolved) const;

  std::string uploads_;
  std::vector<std::string> allowed_;
};

// A text in which the paths of uploads are the names that people know them by: "upload:7c1f…/posts.csv".
std::string name_uploads(const std::string& uploads, std::string text);

// Moves a spooled file under `uploads` and names it for RunPaths. `name` is what the browser called the file; its
// extension tells the format, everything odd in it becomes "_".
Result<std::string> keep_upload(const std::string& uploads, const std::string& spooled, const std::string& name,
                                const std::string& random_name);

}  // namespace lockstep::server
