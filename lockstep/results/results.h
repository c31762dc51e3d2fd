// lockstep/results/results.h
//
// The folder that a run leaves, from tables to report:
//
//   run.json          what was read and how: digests of inputs, settings, version, seed; enough to do it again
//   timing.json       time and memory of each stage; all other files are the same bytes every time
//   networks.csv      the networks;  members.csv  their accounts
//   candidates.csv    what was looked at and did not stand;  ranking.csv  accounts by their pairs
//   company.csv       accounts by an hour's company, where timing can say little: it nominates nobody
//   pairs.parquet     every pair;  evidence.parquet  the posts behind every pair
//   networks.ndjson   each network with its occasions and posts, a line each: what a case store imports
//   networks.gexf, networks.graphml                  for other tools
//   report.html       all of it to look at, in one file
#pragma once

#include <string>
#include <vector>

#include "lockstep/results/detection.h"
#include "lockstep/results/explanation.h"
#include "lockstep/results/result_folder.h"
#include "lockstep/results/stage_times.h"
#include "lockstep/results/text_file.h"

namespace lockstep {

struct Setting {
  std::string name, value;
};

struct RunOptions {
  DetectOptions detect;
  uint64_t report_bytes = 25'000'000;  // of data in the report
  uint64_t graph_pairs = 200'000;      // in networks.gexf and networks.graphml: about 70 MB and 60 MB
  std::string pseudonym_key;           // empty: names as they are
  std::string report_data_path;        // the report's data as JSON too, for who works on its views; empty: nowhere

  // Stamped on the result. With a pseudonym key, what is said here must not give a name away.
  std::string version;
  std::vector<Setting> settings;       // in the order in which people read them
  std::vector<std::string> arguments;  // what follows "lockstep detect" to get the result again
  std::string command;                 // the same as one types it
};

struct RunSummary {
  uint64_t events = 0, accounts = 0, networks = 0, members = 0, pairs = 0, evidence_rows = 0;
  uint64_t nominated_networks = 0, nominated_accounts = 0;  // of the networks: those of class synchronised
  uint64_t candidates = 0;                                  // that failed
  std::string verdict;                                      // what "nobody is nominated" means here; "" if somebody is
  bool report = false;                                      // whether this program carries the report's views
  std::vector<std::string> notes;                           // what the reader must know
};

// Reads the tables, finds networks, tests them and leaves the folder in its place.
Result<RunSummary> run_detection(const std::vector<std::string>& paths, const ReadOptions& reading,
                                 const RunOptions& options, ResultFolder& folder, StageTimes& progress);

// The files of two results that are not the same bytes, or that one of them lacks; timing.json does not count.
Result<std::vector<std::string>> files_that_differ(const std::string& one, const std::string& other);

}  // namespace lockstep
