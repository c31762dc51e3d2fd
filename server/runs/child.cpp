#include "server/runs/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <utility>

extern char** environ;

namespace lockstep::server {
namespace {

constexpr size_t most_output = 4 << 20;  // what `inspect --json` says of a thousand files fits
constexpr size_t longest_line = 8 << 10;
constexpr size_t kept_lines = 5;

struct Pipe {
  int read = -1, write = -1;
  bool open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  void close_write() {
    if (write >= 0) close(std::exchange(write, -1));
  }
  int take_read() { return std::exchange(read, -1); }
  ~Pipe() {
    close_write();
    if (read >= 0) close(read);
  }
};

// posix_spawn's two structures, freed in every case.
struct SpawnSettings {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnSettings(const Pipe& output, const Pipe& errors) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output.write, 1);
    posix_spawn_file_actions_adddup2(&files, errors.write, 2);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_init(&attributes);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGXFSZ}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

// Bytes to whole lines; what is longer than a line may be is cut.
class Lines {
 public:
  explicit Lines(const std::function<void(const std::string&)>& on_line) : on_line_(on_line) {}

  void add(std::string_view bytes) {
    for (const char c : bytes) {
      if (c == '\n')
        end_line();
      else if (line_.size() < longest_line)
        line_ += c;
    }
  }
  std::string last() {
    if (!line_.empty()) end_line();
    std::string all;
    for (const std::string& line : kept_) all += (all.empty() ? "" : "\n") + line;
    return all;
  }

 private:
  void end_line() {
    if (on_line_) on_line_(line_);
    kept_.push_back(std::exchange(line_, {}));
    if (kept_.size() > kept_lines) kept_.pop_front();
  }
  const std::function<void(const std::string&)>& on_line_;
  std::string line_;
  std::deque<std::string> kept_;
};

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& arguments) {
  Pipe output, errors;
  if (!output.open() || !errors.open())
    return Error{.kind = ErrorKind::file, .message = std::strerror(errno), .where = arguments[0]};
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  pid_t pid = -1;
  const SpawnSettings settings(output, errors);
  const int failed = posix_spawn(&pid, pointers[0], &settings.files, &settings.attributes, pointers.data(), environ);
  if (failed != 0) return Error{.kind = ErrorKind::file, .message = std::strerror(failed), .where = arguments[0]};
  return Child(pid, output.take_read(), errors.take_read());
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::exchange(other.output_, -1)),
      errors_(std::exchange(other.errors_, -1)) {}

Child::~Child() {
  if (output_ >= 0) close(output_);
  if (errors_ >= 0) close(errors_);
  if (pid_ <= 0) return;
  kill(-pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

ChildEnd Child::wait(const std::function<void(const std::string&)>& on_line) {
  ChildEnd end;
  Lines lines(on_line);
  pollfd ends[2] = {{output_, POLLIN, 0}, {errors_, POLLIN, 0}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends, 2, -1) < 0 && errno != EINTR) break;
    for (pollfd& each : ends) {
      if (each.fd < 0 || each.revents == 0) continue;
      char part[16384];
      const ssize_t size = read(each.fd, part, sizeof part);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0)
        each.fd = -1;
      else if (&each == &ends[0])
        end.output.append(part, std::min(size_t(size), most_output - std::min(most_output, end.output.size())));
      else
        lines.add({part, size_t(size)});
    }
  }
  siginfo_t ended{};
  while (waitid(P_PID, id_t(pid_), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  kill(-pid_, SIGKILL);  // what it may have left behind; its number is still taken
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  end.last_lines = lines.last();
  return end;
}

}  // namespace lockstep::server
