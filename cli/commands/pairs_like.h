// cli/commands/pairs_like.h
//
// `pairs --like coortweet|cnt`: what the tools that people cite would answer (peers/peers.h).
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "cli/read_options.h"
#include "cli/session.h"

namespace lockstep::cli {

// As typed; empty: the tool's own default.
struct LikeArguments {
  const CLI::App* command = nullptr;  // whose options these are

  std::string tool;  // coortweet, cnt; empty: no such mode
  std::string time_window;
  // CooRTweet
  uint64_t min_participation = 2;
  std::string edge_weight;
  bool keep_loops = false;
  bool drop_repeated_rows = false;
  std::string pairs_out;
  // Coordination Network Toolkit
  std::string network;
  uint64_t min_edge_weight = 2;
  bool loops = false;
  double similarity = 0.8;
  double min_document_size = 1;
};

// --like and the options that go with it; each needs --like.
void add_like_options(CLI::App& command, LikeArguments& like);

// `trace` says which column holds the objects, where the table has no object_id or another is meant; empty: not said.
// `out` is where the edges go, "-" standard output.
Result<void> find_pairs_like(Session& session, const ReadArguments& read, const std::string& trace,
                             const std::string& out, const LikeArguments& like);

}  // namespace lockstep::cli
