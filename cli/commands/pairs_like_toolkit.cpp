#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>

#include "cli/commands/pairs_like_parts.h"
#include "cli/edge_tables.h"

namespace lockstep::cli {
namespace {

Result<ToolkitOptions> toolkit_options(const Session& session, const LikeArguments& like) {
  const auto network = toolkit_network_named(like.network);
  if (!network)
    return usage(
        "--network",
        like.network.empty() ? "which network is meant?" : fmt::format("\"{}\" is not a network", like.network),
        "co_retweet, co_tweet, co_reply, co_link, co_similar_tweet or co_post");
  const Result<Duration> window = time_window(like, ToolkitOptions{}.time_window);
  if (!window) return window.error();
  if (!(like.similarity >= 0 && like.similarity <= 1))
    return usage("--similarity", fmt::format("\"{}\" is no similarity", like.similarity), "a number from 0 to 1: 0.8");
  return ToolkitOptions{.network = *network,
                        .time_window = *window,
                        .min_edge_weight = like.min_edge_weight,
                        .loops = like.loops,
                        .similarity = like.similarity,
                        .min_document_size = like.min_document_size,
                        .threads = session.threads};
}

void say_toolkit(const Session& session, const std::string& out, std::span<const WeightedEdge> edges) {
  const auto loops =
      std::count_if(edges.begin(), edges.end(), [](const WeightedEdge& edge) { return edge.a == edge.b; });
  if (session.json)
    fmt::print("{{\"like\":\"cnt\",\"edges\":{},\"loops\":{}}}\n", edges.size(), loops);
  else
    fmt::print(
        "{}: {} directed edges, {} of them loops; as the Toolkit after 1.5.2, where a message does not match itself\n",
        out, edges.size(), loops);
}

}  // namespace

Result<void> like_toolkit(Session& session, const ReadArguments& arguments, const std::string& out,
                          const LikeArguments& like) {
  const Result<ToolkitOptions> options = toolkit_options(session, like);
  if (!options) return options.error();
  Result<std::unique_ptr<TableWriter>> file = create_table(out, {});
  if (!file) return file.error();
  const Result<ReadResult> read = read_as_it_stands(session, arguments, toolkit_fields(options->network));
  if (!read) return read.error();
  const auto edges = toolkit_network(read->events, columns_read(read->report), *options, session.progress());
  if (!edges) return edges.error();
  if (auto done = write_edges(*edges, read->events, **file); !done) return done;
  if (auto done = (*file)->finish(); !done) return done;
  if (out != "-") say_toolkit(session, out, *edges);
  return {};
}

}  // namespace lockstep::cli
