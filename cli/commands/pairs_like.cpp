#include "cli/commands/pairs_like.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "cli/commands/pairs_like_parts.h"

namespace lockstep::cli {
namespace {

constexpr const char* coortweet_heading = "As CooRTweet (--like coortweet)";
constexpr const char* toolkit_heading = "As the Coordination Network Toolkit (--like cnt)";
constexpr std::array coortweet_options{"--min-participation", "--edge-weight", "--keep-loops", "--drop-repeated-rows",
                                       "--pairs-out"};
constexpr std::array toolkit_options_names{"--network", "--min-edge-weight", "--loops", "--similarity",
                                           "--min-document-size"};
constexpr std::array options_without_like{"--window", "--min-shared", "--evidence", "--memory", "--shorteners"};

// Nothing that is asked for goes without effect.
Result<void> options_fit(const LikeArguments& like) {
  std::vector<std::string> others(options_without_like.begin(), options_without_like.end());
  if (like.tool == "coortweet") others.insert(others.end(), toolkit_options_names.begin(), toolkit_options_names.end());
  if (like.tool == "cnt") {
    others.insert(others.end(), coortweet_options.begin(), coortweet_options.end());
    others.push_back("--trace");
  }
  for (const std::string& name : others)
    if (const CLI::Option* option = like.command->get_option_no_throw(name); option != nullptr && option->count() > 0)
      return usage(name, fmt::format("it means nothing with --like {}", like.tool),
                   name == "--window" ? "the window of the tool: --time-window" : "leave it out");
  return {};
}

}  // namespace

void add_like_options(CLI::App& command, LikeArguments& like) {
  like.command = &command;
  command.add_option("--like", like.tool, "Answer as a tool that people cite: coortweet or cnt")->option_text("TOOL");
  command.add_option("--time-window", like.time_window, "How far apart two posts may be (default: the tool's own)")
      ->option_text("SECONDS");
  const auto coortweet = [&](CLI::Option* option) { option->group(coortweet_heading); };
  coortweet(command.add_option("--min-participation", like.min_participation, "Posts that an account has, at least")
                ->option_text("N")
                ->capture_default_str());
  coortweet(command.add_option("--edge-weight", like.edge_weight, "Only edges with a weight over this percentile")
                ->option_text("P"));
  coortweet(command.add_flag("--keep-loops", like.keep_loops, "Pairs of an account, or of a post, with itself too"));
  coortweet(command.add_flag("--drop-repeated-rows", like.drop_repeated_rows, "Count rows that are the same once"));
  coortweet(
      command.add_option("--pairs-out", like.pairs_out, "Write the pairs of posts to this file")->option_text("FILE"));
  const auto toolkit = [&](CLI::Option* option) { option->group(toolkit_heading); };
  toolkit(
      command
          .add_option("--network", like.network, "co_retweet, co_tweet, co_reply, co_link, co_similar_tweet or co_post")
          ->option_text("NETWORK"));
  toolkit(command.add_option("--min-edge-weight", like.min_edge_weight, "Messages that match, at least")
              ->option_text("N")
              ->capture_default_str());
  toolkit(command.add_flag("--loops", like.loops, "Edges of an account to itself too"));
  toolkit(
      command.add_option("--similarity", like.similarity, "How alike two messages are, at least (co_similar_tweet)")
          ->option_text("SHARE")
          ->capture_default_str());
  toolkit(
      command
          .add_option("--min-document-size", like.min_document_size, "Tokens of a message, at least (co_similar_tweet)")
          ->option_text("N")
          ->capture_default_str());
  command.get_option("--time-window")->needs("--like");
  for (const char* name : coortweet_options) command.get_option(name)->needs("--like");
  for (const char* name : toolkit_options_names) command.get_option(name)->needs("--like");
}

Result<void> find_pairs_like(Session& session, const ReadArguments& read, const std::string& trace,
                             const std::string& out, const LikeArguments& like) {
  if (auto fit = options_fit(like); !fit) return fit;
  if (like.tool == "coortweet") return like_coortweet(session, read, trace, out, like);
  if (like.tool == "cnt") return like_toolkit(session, read, out, like);
  return usage("--like", fmt::format("\"{}\" is not a tool that has a mode", like.tool), "coortweet or cnt");
}

}  // namespace lockstep::cli
