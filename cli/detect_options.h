// cli/detect_options.h
//
// The options of `lockstep detect`, as typed and as meant.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/read_options.h"
#include "lockstep/results/results.h"

namespace lockstep::cli {

struct DetectArguments {
  ReadArguments read;
  std::string out;
  bool replace = false;
  std::vector<std::string> traces;
  std::vector<std::string> windows;  // none: the usual ones
  double level = .01;
  std::string shorteners;
  std::optional<uint32_t> min_shared;
  uint32_t min_members = NetworkOptions{}.min_members;
  uint64_t seed = NetworkOptions{}.seed;
  std::string company = "auto";
  uint64_t report_bytes = RunOptions{}.report_bytes;
  uint64_t graph_pairs = RunOptions{}.graph_pairs;
  uint64_t memory_bytes = DetectOptions{}.memory_bytes;
  std::string pseudonyms, replay, report_data;
};

void add_detect_options(CLI::App& command, DetectArguments& arguments);

// Errors: what makes no sense, with the option's name; a key that cannot be read.
Result<RunOptions> to_run_options(const DetectArguments& arguments, const Session& session);

// The folder where no --out says it: posts.csv.gz is analysed into posts-result.
std::string result_folder_of(const DetectArguments& arguments);

}  // namespace lockstep::cli
