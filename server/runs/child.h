// server/runs/child.h
//
// One child process: in a group of its own, with none of our open files, nothing to read, and both outputs in pipes. It
// ends when its pipes do, should we be gone: its next line of progress finds nobody.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep::server {

struct ChildEnd {
  int exit_code = -1;  // -1: by a signal
  int signal = 0;
  std::string output;      // of standard output, its first `most_output` bytes
  std::string last_lines;  // of standard error, the last few
};

class Child {
 public:
  // Starts `arguments[0]` by its path.
  static Result<Child> start(const std::vector<std::string>& arguments);

  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // kills it, and waits

  pid_t group() const { return pid_; }

  // Until it has ended and closed both pipes; each line of standard error as it comes.
  ChildEnd wait(const std::function<void(const std::string&)>& on_line);

 private:
  Child(pid_t pid, int output, int errors) : pid_(pid), output_(output), errors_(errors) {}
  pid_t pid_;
  int output_, errors_;
};

}  // namespace lockstep::server
