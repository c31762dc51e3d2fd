// bench_cost COMMAND ARGUMENT…: runs a command and prints what it cost, as the last line on standard error.
//
// A small program of its own, because Linux counts the memory of the process that starts another into the other's peak.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

namespace {
double seconds(const timeval& span) { return double(span.tv_sec) + double(span.tv_usec) / 1e6; }
}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_cost COMMAND ARGUMENT…\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return 1;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  fmt::print(stderr, "{{\"cpu\": {:.3f}, \"wall\": {:.3f}, \"megabytes\": {:.1f}}}\n",
             seconds(used.ru_utime) + seconds(used.ru_stime), wall.count(), double(used.ru_maxrss) / 1024);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
