// bench_detection SEED [PLANTING …]: what the tests of validation/ and networks/ find on a simulated stream.
//
// Makes the stream (as `lockstep simulate --plant …` does), reads it as anybody would, tests, and holds the result
// against the truth: recall and precision of nominated accounts, and what else was found.
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lockstep/events/events.h"
#include "lockstep/networks/tested_networks.h"
#include "lockstep/simulation/simulation.h"
#include "lockstep/sources/sources.h"
#include "lockstep/traces/traces.h"

namespace {

using namespace lockstep;

struct Truth {
  std::vector<std::string> kind, group;  // of each account of the stream
};

[[noreturn]] void give_up(const Error& error) {
  fmt::print(stderr, "bench_detection: {}\n", to_string(error));
  std::exit(exit_code(error.kind));
}

template <class T>
T take(Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

Truth read_truth(const std::string& path, const StringPool& accounts) {
  Truth truth{std::vector<std::string>(accounts.size()), std::vector<std::string>(accounts.size())};
  std::vector<Table> tables = take(open_tables(path, {}));
  RowBatch batch;
  std::vector<BadRow> bad;
  while (take(tables[0].rows->next({true, true, true}, batch, bad)))
    for (size_t row = 0; row < batch.rows; ++row) {
      const TermIndex account = accounts.find(batch.columns[0].text[row]);
      if (account == no_term) continue;  // it never posted
      truth.kind[account] = batch.columns[1].text[row];
      truth.group[account] = batch.columns[2].text[row];
    }
  return truth;
}

// The traces that the tests stand on: single hashtags and domains say too little.
std::vector<TraceTable> tested_traces(const EventTable& events) {
  std::vector<TraceTable> tables;
  for (const TraceDefinition* trace : traces_allowed_by(events))
    if (trace->default_min_shared <= 2) tables.push_back(take(collect_touches(*trace, events, {})));
  return tables;
}

void print(const NetworkTests& tests, const Truth& truth) {
  std::map<NetworkClass, unsigned> networks;
  std::map<std::string, unsigned> nominated;  // by class of the truth
  std::map<std::string, unsigned> found, planted;
  for (const std::string& group : truth.group)
    if (group.starts_with("planted")) ++planted[group];
  for (const TestedNetwork& network : tests.networks) {
    ++networks[network.network_class];
    if (network.network_class != NetworkClass::synchronised) continue;
    for (const TestedMember& member : network.members) {
      ++nominated[truth.kind[member.account]];
      if (truth.kind[member.account] == "planted") ++found[truth.group[member.account]];
    }
  }
  unsigned all_planted = 0, right = nominated["planted"], wrong = 0, halves = 0;
  for (const auto& [group, size] : planted) {
    all_planted += size;
    halves += 2 * found[group] >= size;
  }
  nominated.erase("planted");
  for (const auto& [kind, count] : nominated) wrong += count;
  fmt::print("networks: {} synchronised, {} close_circle; {} proposals tested\n", networks[NetworkClass::synchronised],
             networks[NetworkClass::close_circle], tests.proposals);
  fmt::print("planted accounts nominated: {} of {}; networks found by half or more: {} of {}\n", right, all_planted,
             halves, planted.size());
  fmt::print("organic accounts nominated: {}", wrong);
  for (const auto& [kind, count] : nominated) fmt::print(" ({} {})", count, kind);
  fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
  SimulationOptions simulation;
  simulation.seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  for (int i = 2; i < argc; ++i) simulation.plantings.push_back(take(parse_planting(argv[i], argv[i])));
  const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                       fmt::format("lockstep-detection-{}-{}", simulation.seed, std::time(nullptr));
  take(simulate(simulation, folder.string(), no_progress()));
  const ReadResult read = take(read_events({(folder / "posts.csv").string()}, {}, no_progress()));
  const Truth truth = read_truth((folder / "truth.csv").string(), read.events.accounts);
  std::filesystem::remove_all(folder);

  const std::clock_t begin = std::clock();
  const std::vector<TraceTable> tables = tested_traces(read.events);
  std::vector<const TraceTable*> pointers;
  for (const TraceTable& table : tables) pointers.push_back(&table);
  const NetworkTests tests = take(test_networks(make_touch_book(pointers, read.events.accounts),
                                                {.resolution = read.report.resolution}, no_progress()));
  print(tests, truth);
  fmt::print("{} events, {:.1f} s of processor time\n", read.events.size(),
             double(std::clock() - begin) / CLOCKS_PER_SEC);
}
