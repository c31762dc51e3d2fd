// A layer between a program and its files (LD_PRELOAD) that writes down everything that the program does to files below
// one folder, in order: what it wrote, what it had synced, what it made, renamed and removed, and what it printed. Each
// is done and written down before the next begins, in whichever process of the program. From that journal
// tests/stores/power_cut.py makes the folder as it would be after a power cut at any moment, when what was never synced
// is lost in part or altogether.
//
//   WRITE_JOURNAL=FILE WRITE_JOURNAL_UNDER=/folder LD_PRELOAD=libwrite_journal.so program …
//
// A record: kind (1 byte), lengths of path, of second path and of data (4 bytes each), offset (8 bytes), then the
// three. Kinds: w write, t truncate, s sync, c create, u unlink, r rename or link, d folder made, a printed on standard
// output.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
#define NEXT(name) next<decltype(name)>(#name)

// Opened at the first use: libraries open files before this one's constructors have run.
struct Journal {
  int file = -1;
  std::string under;
  std::recursive_mutex mutex;
  std::vector<std::string> paths;  // of descriptors below the folder, by number

  Journal() {
    const char *path = std::getenv("WRITE_JOURNAL"), *folder = std::getenv("WRITE_JOURNAL_UNDER");
    if (!path || !folder) return;
    under = std::string(folder) + "/";
    file = NEXT(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  }
};

Journal& journal() {
  static Journal* made = new Journal;  // never destroyed: exit handlers write too
  return *made;
}

// While it lives, no other thread and no other process that writes the journal does anything to a file.
class Turn {
 public:
  Turn() : lock_(journal().mutex) { set(F_WRLCK); }
  ~Turn() { set(F_UNLCK); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  static void set(short type) {
    struct flock whole {};
    whole.l_type = type;
    while (fcntl(journal().file, F_SETLKW, &whole) != 0)
      if (errno != EINTR) abort();
  }
  std::lock_guard<std::recursive_mutex> lock_;
};

std::string absolute(int folder, const char* path) {
  if (path[0] == '/') return path;
  char buffer[PATH_MAX];
  if (folder == AT_FDCWD) return getcwd(buffer, sizeof buffer) ? std::string(buffer) + "/" + path : path;
  const ssize_t size = readlink(("/proc/self/fd/" + std::to_string(folder)).c_str(), buffer, sizeof buffer);
  return size > 0 ? std::string(buffer, size_t(size)) + "/" + path : path;
}

bool is_under(const std::string& path) { return (path + "/").starts_with(journal().under); }

void record(char kind, const std::string& path, const std::string& second, const iovec* data, int parts, size_t size,
            uint64_t offset) {
  char header[21] = {kind};
  const uint32_t lengths[] = {uint32_t(path.size()), uint32_t(second.size()), uint32_t(size)};
  std::memcpy(header + 1, lengths, sizeof lengths);
  std::memcpy(header + 13, &offset, sizeof offset);
  std::string bytes(header, sizeof header);
  bytes += path + second;
  for (int i = 0; i < parts && size > 0; ++i) {
    const size_t taken = std::min(size, data[i].iov_len);
    bytes.append(static_cast<const char*>(data[i].iov_base), taken);
    size -= taken;
  }
  if (NEXT(write)(journal().file, bytes.data(), bytes.size()) != ssize_t(bytes.size())) abort();
}

void record(char kind, const std::string& path, const std::string& second = "", uint64_t offset = 0) {
  record(kind, path, second, nullptr, 0, 0, offset);
}

std::string path_of(int file) {
  const std::lock_guard lock(journal().mutex);
  return file >= 0 && size_t(file) < journal().paths.size() ? journal().paths[size_t(file)] : "";
}

void remember(int file, const std::string& path) {
  const std::lock_guard lock(journal().mutex);
  std::vector<std::string>& paths = journal().paths;
  if (size_t(file) >= paths.size()) paths.resize(size_t(file) + 1);
  paths[size_t(file)] = path;
}

template <class Open>
int opened(int folder, const char* name, int flags, Open&& open) {
  if (journal().file < 0) return open();
  const std::string path = absolute(folder, name);
  if (!is_under(path)) {
    const int file = open();
    if (file >= 0) remember(file, "");
    return file;
  }
  const Turn turn;
  const bool was_there = access(path.c_str(), F_OK) == 0;
  const int file = open();
  if (file < 0) return file;
  remember(file, path);
  if ((flags & O_CREAT) && !was_there) record('c', path);
  if ((flags & O_TRUNC) && was_there) record('t', path);
  return file;
}

mode_t mode_in(int flags, va_list& arguments) {
  return flags & (O_CREAT | __O_TMPFILE) ? mode_t(va_arg(arguments, unsigned)) : 0;
}

// Each does `act`, the C library's own function, and writes down what came of it.
template <class Act>
ssize_t write_by(Act&& act, int file, const iovec* data, int parts, int64_t offset) {
  if (journal().file < 0) return act();
  const std::string path = path_of(file);
  if (path.empty() && file != STDOUT_FILENO) return act();
  const Turn turn;
  const ssize_t written = act();
  if (written <= 0) return written;
  if (path.empty()) {
    record('a', "", "", data, parts, size_t(written), 0);
  } else {
    const int64_t at = offset >= 0 ? offset : lseek(file, 0, SEEK_CUR) - written;
    record('w', path, "", data, parts, size_t(written), uint64_t(at));
  }
  return written;
}

template <class Act>
int change_by(Act&& act, char kind, int file, uint64_t offset = 0) {
  const std::string path = journal().file >= 0 ? path_of(file) : "";
  if (path.empty()) return act();
  const Turn turn;
  const int result = act();
  if (result == 0) record(kind, path, "", offset);
  return result;
}

template <class Act>
int rename_by(Act&& act, const char* from, const char* to, bool stays) {
  const std::string target = absolute(AT_FDCWD, to);
  if (journal().file < 0 || !is_under(target)) return act();
  const Turn turn;
  const int result = act();
  if (result == 0) record('r', absolute(AT_FDCWD, from), target, stays ? 1 : 0);
  return result;
}

template <class Act>
int path_by(Act&& act, char kind, int folder, const char* name) {
  const std::string path = absolute(folder, name);
  if (journal().file < 0 || !is_under(path)) return act();
  const Turn turn;
  const int result = act();
  if (result == 0) record(kind, path);
  return result;
}

}  // namespace

// Each stands for the C library's function of its name.
extern "C" {

#define OPEN(name)                                                                       \
  int name(const char* path, int flags, ...) {                                           \
    va_list arguments;                                                                   \
    va_start(arguments, flags);                                                          \
    const mode_t mode = mode_in(flags, arguments);                                       \
    va_end(arguments);                                                                   \
    return opened(AT_FDCWD, path, flags, [&] { return NEXT(name)(path, flags, mode); }); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                           \
  int name(int folder, const char* path, int flags, ...) {                                     \
    va_list arguments;                                                                         \
    va_start(arguments, flags);                                                                \
    const mode_t mode = mode_in(flags, arguments);                                             \
    va_end(arguments);                                                                         \
    return opened(folder, path, flags, [&] { return NEXT(name)(folder, path, flags, mode); }); \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
  if (journal().file >= 0 && file >= 0 && !path_of(file).empty()) remember(file, "");
  return NEXT(close)(file);
}

ssize_t write(int file, const void* data, size_t size) {
  const iovec part{const_cast<void*>(data), size};
  return write_by([&] { return NEXT(write)(file, data, size); }, file, &part, 1, -1);
}
ssize_t pwrite(int file, const void* data, size_t size, off_t offset) {
  const iovec part{const_cast<void*>(data), size};
  return write_by([&] { return NEXT(pwrite)(file, data, size, offset); }, file, &part, 1, offset);
}
ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
  const iovec part{const_cast<void*>(data), size};
  return write_by([&] { return NEXT(pwrite64)(file, data, size, offset); }, file, &part, 1, offset);
}
ssize_t writev(int file, const iovec* data, int parts) {
  return write_by([&] { return NEXT(writev)(file, data, parts); }, file, data, parts, -1);
}
ssize_t pwritev(int file, const iovec* data, int parts, off_t offset) {
  return write_by([&] { return NEXT(pwritev)(file, data, parts, offset); }, file, data, parts, offset);
}
ssize_t pwritev64(int file, const iovec* data, int parts, off64_t offset) {
  return write_by([&] { return NEXT(pwritev64)(file, data, parts, offset); }, file, data, parts, offset);
}

int ftruncate(int file, off_t size) noexcept {
  return change_by([&] { return NEXT(ftruncate)(file, size); }, 't', file, uint64_t(size));
}
int ftruncate64(int file, off64_t size) noexcept {
  return change_by([&] { return NEXT(ftruncate64)(file, size); }, 't', file, uint64_t(size));
}
int fsync(int file) {
  return change_by([&] { return NEXT(fsync)(file); }, 's', file);
}
int fdatasync(int file) {
  return change_by([&] { return NEXT(fdatasync)(file); }, 's', file);
}

int unlink(const char* path) noexcept {
  return path_by([&] { return NEXT(unlink)(path); }, 'u', AT_FDCWD, path);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  return path_by([&] { return NEXT(unlinkat)(folder, path, flags); }, 'u', folder, path);
}
int rmdir(const char* path) noexcept {
  return path_by([&] { return NEXT(rmdir)(path); }, 'u', AT_FDCWD, path);
}
int mkdir(const char* path, mode_t mode) noexcept {
  return path_by([&] { return NEXT(mkdir)(path, mode); }, 'd', AT_FDCWD, path);
}
int rename(const char* from, const char* to) noexcept {
  return rename_by([&] { return NEXT(rename)(from, to); }, from, to, false);
}
int link(const char* from, const char* to) noexcept {
  return rename_by([&] { return NEXT(link)(from, to); }, from, to, true);
}

}  // extern "C"
