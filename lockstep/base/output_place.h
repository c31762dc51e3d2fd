// lockstep/base/output_place.h
#pragma once

#include <string>

namespace lockstep {

// Where an output goes. What a link names is written, and the link stays one; a device or a pipe is written in place,
// for a file must not take its place; a file is written beside and moved there when it is whole.
struct OutputPlace {
  std::string path;
  bool in_place = false;

  std::string part() const { return in_place ? path : path + ".part"; }
};

OutputPlace output_place(const std::string& path);

}  // namespace lockstep
