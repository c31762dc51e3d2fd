#include "cli/commands/pairs_like.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "cli/edge_tables.h"
#include "lockstep/base/time.h"
#include "lockstep/traces/traces.h"

namespace lockstep::cli {
namespace {

using Writer = std::unique_ptr<TableWriter>;

Error usage(std::string option, std::string message, std::string hint) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(option), .hint = std::move(hint)};
}

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

// The fields that the tables read have columns for.
FieldSet columns_read(const ReadReport& report) {
  FieldSet columns;
  for (const InputReport& input : report.inputs)
    for (const ColumnReport& column : input.columns) {
      std::string_view names = column.field;
      while (!names.empty()) {
        const size_t end = std::min(names.find(", "), names.size());
        if (const auto field = field_named(names.substr(0, end))) columns.add(*field);
        names.remove_prefix(std::min(names.size(), end + 2));
      }
    }
  return columns;
}

Result<Duration> time_window(const LikeArguments& like, Duration tools_own) {
  if (like.time_window.empty()) return tools_own;
  return parse_duration(like.time_window, "--time-window");
}

Result<ReadResult> read_as_it_stands(Session& session, const ReadArguments& arguments, FieldSet fields) {
  Result<ReadOptions> options = to_read_options(arguments, session);
  if (!options) return options.error();
  options->fields = fields;
  options->order = EventOrder::as_read;
  options->merge_rows = false;
  options->keep_empty_items = true;
  Result<ReadResult> read = read_events(arguments.paths, *options, session.progress());
  if (read && !session.quiet)
    for (const std::string& note : read->report.notes) fmt::print(stderr, "{}\n", note);
  return read;
}

// ---- CooRTweet

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

// ---- Coordination Network Toolkit

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

Result<void> like_toolkit(Session& session, const ReadArguments& arguments, const std::string& out,
                          const LikeArguments& like) {
  const Result<ToolkitOptions> options = toolkit_options(session, like);
  if (!options) return options.error();
  Result<Writer> file = create_table(out, {});
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
