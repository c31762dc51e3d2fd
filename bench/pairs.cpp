// bench_pairs FILE.parquet [WINDOW_SECONDS [THREADS]]: the counting kernel alone, from sorted columns to counted pairs.
//
// Reads account_id, time and object_id, sorts, and prints what five runs of count_pairs took: processor time, not wall.
#include "lockstep/pairs/pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "lockstep/base/radix_sort.h"
#include "lockstep/columnar/columnar.h"

namespace {

using namespace lockstep;

struct Touch {
  uint32_t object, account;
  int64_t time;
};

uint32_t term(StringPool& pool, const ColumnCells& cells, size_t row) {
  return pool.intern(cells.form == ColumnCells::Form::dictionary ? cells.text[cells.codes[row]] : cells.text[row]);
}

Result<std::vector<Touch>> read_touches(const std::string& path, StringPool& accounts, StringPool& objects) {
  auto reader = open_parquet(path);
  if (!reader) return reader.error();
  std::vector<Touch> touches;
  RowBatch batch;
  std::vector<BadRow> bad;
  const std::vector<bool> wanted((*reader)->columns().size(), true);
  for (;;) {
    const Result<bool> more = (*reader)->next(wanted, batch, bad);
    if (!more) return more.error();
    if (!*more) return touches;
    for (size_t row = 0; row < batch.rows; ++row)
      touches.push_back({term(objects, batch.columns[2], row), term(accounts, batch.columns[0], row),
                         batch.columns[1].integers[row]});
  }
}

TraceTable sorted_table(std::vector<Touch> touches, const StringPool& objects) {
  radix_sort(touches, 0, 64, [](const Touch& touch) { return uint64_t(touch.time); });
  radix_sort(touches, 0, bits_for(objects.size()), [](const Touch& touch) { return touch.object; });
  TraceTable table;
  for (const Touch& touch : touches) {
    table.object.push_back(touch.object);
    table.account.push_back(touch.account);
    table.time.push_back(Timestamp(Duration(touch.time)));
  }
  return table;
}

double processor_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_pairs FILE.parquet [WINDOW_SECONDS [THREADS]]\n");
    return 2;
  }
  const auto window = std::chrono::seconds(argc > 2 ? std::stoi(argv[2]) : 60);
  const unsigned threads = argc > 3 ? unsigned(std::stoul(argv[3])) : 1;
  StringPool accounts, objects;
  Result<std::vector<Touch>> touches = read_touches(argv[1], accounts, objects);
  if (!touches) {
    fmt::print(stderr, "bench_pairs: {}\n", to_string(touches.error()));
    return exit_code(touches.error().kind);
  }
  const TraceTable table = sorted_table(*std::move(touches), objects);
  const auto pairs_for = [&](uint32_t min_shared) {
    return count_pairs(table, {.window = window, .min_shared = min_shared, .threads = threads}, no_progress());
  };
  uint64_t met = 0;
  const Result<PairTable> all = pairs_for(1);
  for (const Pair& pair : all->pairs) met += pair.shared;
  double best = 1e9;
  size_t pairs = 0;
  for (int run = 0; run < 5; ++run) {
    const double begin = processor_seconds();
    pairs = pairs_for(2)->pairs.size();
    best = std::min(best, processor_seconds() - begin);
  }
  fmt::print(
      "{{\"events\": {}, \"met\": {}, \"met_per_event\": {:.2f}, \"pairs\": {}, \"cpu_seconds\": {:.3f}, "
      "\"events_per_cpu_second\": {:.0f}}}\n",
      table.size(), met, double(met) / double(table.size()), pairs, best, double(table.size()) / best);
  return 0;
}
