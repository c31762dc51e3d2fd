#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "cli/commands/pairs_like_parts.h"
#include "cli/edge_tables.h"

namespace lockstep::cli {
namespace {

using Writer = std::unique_ptr<TableWriter>;

// The column that a trace's objects stand in as they are; hashtag sequences stand in none.
constexpr std::array<std::pair<std::string_view, Field>, 9> columns_of_traces{{
    {"co-repost", Field::reposted_post_id},
    {"co-quote", Field::quoted_post_id},
    {"co-reply", Field::reply_to_post_id},
    {"co-link", Field::urls},
    {"co-media", Field::media_hash},
    {"co-object", Field::object_id},
    {"co-text", Field::text},
    {"co-hashtag", Field::hashtags},
    {"co-domain", Field::domains},
}};

Result<Field> object_column(const std::string& trace) {
  for (const auto& [name, field] : columns_of_traces)
    if (name == (trace.empty() ? "co-object" : trace)) return field;
  std::string names;
  for (const auto& [name, field] : columns_of_traces) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  return usage("--trace", fmt::format("\"{}\" names no column that CooRTweet could compare", trace), "one of " + names);
}

Result<double> percentile(const std::string& text) {
  double p = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), p);
  if (error == std::errc() && end == text.data() + text.size() && p >= 0 && p <= 1) return p;
  return usage("--edge-weight", fmt::format("\"{}\" is no percentile", text), "a number from 0 to 1: 0.5");
}

size_t accounts_in(std::span<const SharedPair> pairs, std::span<const SharedRow> rows) {
  std::vector<AccountIndex> accounts;
  for (const auto [older, newer] : pairs) {
    accounts.push_back(rows[older].account);
    accounts.push_back(rows[newer].account);
  }
  std::sort(accounts.begin(), accounts.end());
  return size_t(std::unique(accounts.begin(), accounts.end()) - accounts.begin());
}

struct Counts {
  size_t pairs, accounts, edges, edges_written;
};

void say_coortweet(const Session& session, const std::string& out, const Counts& n) {
  if (session.json)
    fmt::print("{{\"like\":\"coortweet\",\"pairs\":{},\"accounts\":{},\"edges\":{},\"edges_written\":{}}}\n", n.pairs,
               n.accounts, n.edges, n.edges_written);
  else if (n.edges == n.edges_written)
    fmt::print("{}: {} edges; {} pairs of posts by {} accounts\n", out, n.edges, n.pairs, n.accounts);
  else
    fmt::print("{}: {} of {} edges, those over the percentile; {} pairs of posts by {} accounts\n", out,
               n.edges_written, n.edges, n.pairs, n.accounts);
}

Error no_object_column(Field object) {
  if (object != Field::object_id)
    return {ErrorKind::input, fmt::format("the table has no column for {}", name(object)), "--trace",
            fmt::format("say which column it is: --map {}=COLUMN", name(object))};
  return {ErrorKind::input, "the table has no object_id", "--like coortweet",
          "say which column holds what was shared: --trace co-link, co-hashtag … or --map object_id=COLUMN"};
}

}  // namespace

Result<void> like_coortweet(Session& session, const ReadArguments& arguments, const std::string& trace,
                            const std::string& out, const LikeArguments& like) {
  const Result<Field> object = object_column(trace);
  if (!object) return object.error();
  const Result<Duration> window = time_window(like, CooRTweetOptions{}.time_window);
  if (!window) return window.error();
  const Result<double> p = like.edge_weight.empty() ? Result<double>(0) : percentile(like.edge_weight);
  if (!p) return p.error();
  Result<Writer> edges_file = create_table(out, {});
  if (!edges_file) return edges_file.error();
  Result<Writer> pairs_file = like.pairs_out.empty() ? Result<Writer>(Writer()) : create_table(like.pairs_out, {});
  if (!pairs_file) return pairs_file.error();

  const Result<ReadResult> read = read_as_it_stands(session, arguments, {Field::post_id, *object});
  if (!read) return read.error();
  if (!columns_read(read->report).has(*object)) return no_object_column(*object);
  std::vector<SharedRow> rows = shared_rows(read->events, *object);
  if (like.drop_repeated_rows) drop_repeated_rows(rows);
  const auto pairs = detect_groups(
      rows, {.time_window = *window, .min_participation = like.min_participation, .keep_loops = like.keep_loops},
      session.progress());
  if (!pairs) return pairs.error();
  std::vector<WeightedEdge> edges = coordinated_network(rows, *pairs);
  const size_t all_edges = edges.size();
  if (!like.edge_weight.empty()) edges = edges_over_quantile(edges, *p);

  if (*pairs_file) {
    if (auto done = write_shared_pairs(*pairs, rows, read->events, **pairs_file); !done) return done;
    if (auto done = (*pairs_file)->finish(); !done) return done;
  }
  if (auto done = write_edges(edges, read->events, **edges_file); !done) return done;
  if (auto done = (*edges_file)->finish(); !done) return done;
  if (out != "-") say_coortweet(session, out, {pairs->size(), accounts_in(*pairs, rows), all_edges, edges.size()});
  return {};
}

}  // namespace lockstep::cli
