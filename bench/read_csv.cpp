// bench_read_csv FILE.csv [RUNS]: reading alone, from the file to cells in columns.
//
// Prints megabytes of the file a second of processor time, for all columns and for the first two, and checks the cells
// against a count that goes byte by byte.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "lockstep/sources/sources.h"

namespace {

using namespace lockstep;

double processor_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

// Rows with as many cells as the header; quotes are taken to be balanced.
uint64_t count_rows(const std::string& path, char separator) {
  std::ifstream file(path, std::ios::binary);
  uint64_t rows = 0, cells = 1, header = 0;
  bool quoted = false;
  char last = '\n';
  for (std::istreambuf_iterator<char> byte(file), end; byte != end; ++byte) {
    if (*byte == '"') quoted = !quoted;
    if (!quoted && *byte == separator) ++cells;
    if (!quoted && *byte == '\n') {
      if (header == 0) header = cells;
      rows += cells == header;
      cells = 1;
    }
    last = *byte;
  }
  return rows - 1 + (last != '\n' && cells == header);
}

struct Reading {
  uint64_t rows = 0, cells = 0, bytes = 0;
  char separator = 0;
  double seconds = 0;
};

Result<Reading> read(const std::string& path, size_t columns) {
  const double begin = processor_seconds();
  Result<std::vector<Table>> tables = open_tables(path, {.digest = false});
  if (!tables) return tables.error();
  RowReader& reader = *tables->front().rows;
  std::vector<bool> wanted(reader.columns().size(), false);
  std::fill_n(wanted.begin(), std::min(columns, wanted.size()), true);
  Reading reading{.separator = tables->front().separator};
  RowBatch batch;
  std::vector<BadRow> bad;
  for (;;) {
    const Result<bool> more = reader.next(wanted, batch, bad);
    if (!more) return more.error();
    if (!*more) break;
    reading.rows += batch.rows;
    for (const ColumnCells& column : batch.columns) reading.cells += column.text.size();
  }
  reading.bytes = reader.bytes_read();
  reading.seconds = processor_seconds() - begin;
  return reading;
}

int report(const std::string& path, int runs) {
  for (const size_t columns : {size_t(1) << 20, size_t(2)}) {
    Reading best;
    for (int run = 0; run < runs; ++run) {
      const Result<Reading> reading = read(path, columns);
      if (!reading) {
        fmt::print(stderr, "bench_read_csv: {}\n", to_string(reading.error()));
        return exit_code(reading.error().kind);
      }
      if (run == 0 || reading->seconds < best.seconds) best = *reading;
    }
    fmt::print("{}: {} rows, {} cells, {:.3f} s, {:.0f} MB/s\n", columns == 2 ? "two columns" : "all columns",
               best.rows, best.cells, best.seconds, double(best.bytes) / 1e6 / best.seconds);
    if (best.rows != count_rows(path, best.separator)) {
      fmt::print(stderr, "bench_read_csv: the rows are not those that a count byte by byte finds\n");
      return 1;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_read_csv FILE.csv [RUNS]\n");
    return 2;
  }
  return report(argv[1], argc > 2 ? std::max(1, std::stoi(argv[2])) : 5);
}
