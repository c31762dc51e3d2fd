// lockstep/results/result_folder.h
//
// The folder that a run leaves. Its files are written to the side, in a folder beside it, and moved into place at the
// end: what stands at the path is a whole result or what stood there before.
#pragma once

#include <string>

#include "lockstep/base/result.h"

namespace lockstep {

// Whether a folder holds what a run leaves.
bool holds_result(const std::string& folder);

class ResultFolder {
 public:
  // Errors: `path` exists and is not to be replaced, is no result or holds more (kind conflict), another run is writing
  // it (conflict), it cannot be written (file). An empty folder may be filled.
  static Result<ResultFolder> create(const std::string& path, bool replace);

  ResultFolder(ResultFolder&& other) noexcept;
  ResultFolder& operator=(ResultFolder&&) = delete;
  ~ResultFolder();  // removes what was not moved into place

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return part_ + "/" + name; }

  Result<void> move_into_place();

 private:
  ResultFolder(std::string path, std::string part, int lock)
      : path_(std::move(path)), part_(std::move(part)), lock_(lock) {}
  std::string path_, part_;
  int lock_ = -1;  // held on part_: another run may not take it for a leftover
};

}  // namespace lockstep
