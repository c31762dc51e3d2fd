// bench_stream EVENTS FILE.parquet: a stream with heavy tails, the same for the same number of events.
//
// Objects are touched once or five thousand times (Pareto, exponent 1.15), first at any time of 30 days and then ever
// more rarely (Lomax); accounts act once or thousands of times. About two pairs of touches an event lie within 60 s.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "lockstep/base/radix_sort.h"
#include "lockstep/base/random.h"
#include "lockstep/columnar/columnar.h"

namespace {

using namespace lockstep;

struct Event {
  int64_t time;  // seconds
  uint32_t account, object;
};

std::vector<Event> make_stream(uint64_t events) {
  constexpr int64_t begin = 1'609'459'200, span = 30 * 86'400;
  const double accounts = double(events) / 10, largest = 5000;
  Rng rng(1);
  std::vector<Event> stream;
  stream.reserve(events);
  for (uint32_t object = 0; stream.size() < events; ++object) {
    const double touches = std::min(largest, std::floor(std::pow(1 - rng.uniform(), -1 / 1.15)));
    const int64_t start = begin + int64_t(rng.below(uint64_t(span)));
    const double pace = 300 + 7 * touches;  // what many touch is touched for longer
    for (double touch = 0; touch < touches && stream.size() < events; ++touch) {
      const double later = pace * (std::pow(1 - rng.uniform(), -1 / 1.5) - 1);
      const auto account = uint32_t(accounts * std::pow(rng.uniform(), 3.0));
      stream.push_back({start + int64_t(std::min(later, double(span))), account, object});
    }
  }
  radix_sort(stream, 0, 40, [](const Event& event) { return uint64_t(event.time); });
  return stream;
}

// Identifiers as platforms give them: digits, without a pattern in their order.
std::vector<std::string> identifiers(uint32_t count, uint64_t seed, int digits) {
  std::vector<std::string> texts;
  texts.reserve(count);
  for (uint32_t i = 0; i < count; ++i)
    texts.push_back(fmt::format("{:020}", mix(seed + i)).substr(size_t(20 - digits)));
  return texts;
}

Result<void> write(const std::vector<Event>& stream, const std::string& path) {
  using Form = TableColumn::Form;
  constexpr size_t group_rows = 1 << 20;
  uint32_t accounts = 0, objects = 0;
  for (const Event& event : stream) {
    accounts = std::max(accounts, event.account + 1);
    objects = std::max(objects, event.object + 1);
  }
  const std::vector<std::string> account_ids = identifiers(accounts, 1, 10), object_ids = identifiers(objects, 2, 19);
  auto writer = create_parquet(path, {});
  if (!writer) return writer.error();
  for (size_t begin = 0; begin < stream.size(); begin += group_rows) {
    const size_t rows = std::min(group_rows, stream.size() - begin);
    std::vector<std::string_view> account(rows), object(rows);
    std::vector<int64_t> time(rows);
    for (size_t row = 0; row < rows; ++row) {
      const Event& event = stream[begin + row];
      account[row] = account_ids[event.account];
      object[row] = object_ids[event.object];
      time[row] = event.time * 1'000'000;
    }
    const std::vector<TableColumn> columns{{.name = "account_id", .form = Form::text, .text = account},
                                           {.name = "time", .form = Form::timestamp, .integers = time},
                                           {.name = "object_id", .form = Form::text, .text = object}};
    if (Result<void> written = (*writer)->write(columns, rows); !written) return written;
  }
  return (*writer)->finish();
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t events = 0;
  if (argc == 3) std::from_chars(argv[1], argv[1] + std::string_view(argv[1]).size(), events);
  if (events == 0) {
    std::fputs("usage: bench_stream EVENTS FILE.parquet\n", stderr);
    return 2;
  }
  if (const Result<void> written = write(make_stream(events), argv[2]); !written) {
    std::fprintf(stderr, "bench_stream: %s\n", to_string(written.error()).c_str());
    return exit_code(written.error().kind);
  }
  return 0;
}
