// A whole file: gzip, zstd, zip, byte-order marks, UTF-16 and what is told apart by content.
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/read_all.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace lockstep;
  const int file = memfd_create("input", 0);
  fuzz::must(file >= 0 && ::write(file, data, size) == ssize_t(size));
  Result<std::vector<Table>> tables = open_tables(fmt::format("/dev/fd/{}", file), {});
  if (tables) {
    for (Table& table : *tables) fuzz::read_all(*table.rows);
  } else {
    fuzz::must(!tables.error().message.empty());
  }
  ::close(file);
  return 0;
}
