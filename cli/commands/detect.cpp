#include <fmt/format.h>
#include <malloc.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/detect_options.h"
#include "cli/replay.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli {
namespace {

void print_summary(const Session& session, const RunSummary& found, const std::string& folder) {
  if (session.json) {
    const nlohmann::ordered_json json = {{"out", folder},
                                         {"networks", found.networks},
                                         {"members", found.members},
                                         {"nominated_networks", found.nominated_networks},
                                         {"nominated_accounts", found.nominated_accounts},
                                         {"candidates", found.candidates},
                                         {"verdict", found.verdict},
                                         {"pairs", found.pairs},
                                         {"evidence_rows", found.evidence_rows},
                                         {"events", found.events},
                                         {"accounts", found.accounts},
                                         {"report", found.report ? folder + "/report.html" : ""},
                                         {"notes", found.notes}};
    fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  if (found.nominated_networks > 0)
    fmt::print("{} of {} acted together far beyond chance, by a plan: nominated for review.\n",
               counted(found.nominated_networks, "network"), counted(found.nominated_accounts, "account"));
  else
    fmt::print("{}\n", found.verdict);
  if (const uint64_t others = found.networks - found.nominated_networks; others > 0)
    fmt::print(
        "{} more, shown and not flagged: friends or a team, one source's circle, openly automatic, or too little to "
        "tell.\n",
        counted(others, "network"));
  fmt::print("{} did not stand the tests; {} by {} were read.\n", counted(found.candidates, "candidate"),
             counted(found.events, "post"), counted(found.accounts, "account"));
  for (const std::string& note : found.notes) fmt::print("Note: {}\n", note);
  if (found.report)
    fmt::print("The report: {}/report.html\n", folder);
  else
    fmt::print("The result: {} (this program was built without the report's views)\n", folder);
}

// Otherwise all that is freed is kept (cli/main.cpp). Here each stage has columns and tables of sizes of its own, which
// would not fit where those of the one before lay.
void give_large_pieces_back() {
  mallopt(M_MMAP_MAX, 1 << 16);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

Result<void> find_networks(Session& session, const DetectArguments& arguments) {
  if (arguments.read.paths.empty())
    return Error{.kind = ErrorKind::usage,
                 .message = "no table is named",
                 .where = "lockstep detect",
                 .hint = "lockstep detect posts.csv; - is standard input"};
  Result<RunOptions> options = to_run_options(arguments, session);
  if (!options) return options.error();
  const Result<ReadOptions> reading = to_read_options(arguments.read, session);
  if (!reading) return reading.error();
  StageTimes progress(session.progress());  // first, since from here on Ctrl-C is heard
  Result<ResultFolder> folder = ResultFolder::create(result_folder_of(arguments), arguments.replace);
  if (!folder) return folder.error();
  const Result<RunSummary> found = run_detection(arguments.read.paths, *reading, *options, *folder, progress);
  if (!found) return found.error();
  print_summary(session, *found, folder->path());
  return {};
}

void run(Session& session, const DetectArguments& arguments) {
  give_large_pieces_back();
  const Result<void> done = arguments.replay.empty() ? find_networks(session, arguments) : replay(session, arguments);
  if (!done) session.fail(done.error());
}

}  // namespace

void add_detect(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<DetectArguments>();
  CLI::App& command = add_command(
      app,
      {.name = "detect",
       .group = "Find accounts that act in concert",
       .what = "Find who acted together, and leave tables, networks and a report",
       .more =
           "Networks are found on some of the posts and tested on the others; only those far beyond chance and by "
           "a plan are nominated, for people to judge. The result is one folder: run.json, networks.csv, members.csv, "
           "candidates.csv, ranking.csv, company.csv where timing says little, pairs.parquet, evidence.parquet, "
           "networks.ndjson, networks.gexf, networks.graphml, report.html, and timing.json. A replay that leaves "
           "other files than the run did ends with exit code 1.",
       .examples = "lockstep detect posts.csv\n"
                   "lockstep detect posts.csv --accounts accounts.csv --window 10s --out result\n"
                   "lockstep detect posts.csv --pseudonyms file:key --out to-share\n"
                   "lockstep detect --replay result/run.json"});
  add_detect_options(command, *arguments);
  command.callback([&session, arguments] { run(session, *arguments); });
}

}  // namespace lockstep::cli
