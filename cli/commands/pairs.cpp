#include "lockstep/pairs/pairs.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/commands/pairs_like.h"
#include "cli/pair_tables.h"
#include "cli/read_options.h"
#include "cli/value_checks.h"
#include "lockstep/base/nearest.h"

namespace lockstep::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  ReadArguments read;
  LikeArguments like;
  std::string trace, window = "60s", shorteners;
  std::string out = "-", evidence;
  uint32_t min_shared = 2;
  uint64_t memory_bytes = PairOptions{}.memory_bytes;
};

std::string list_of(std::span<const TraceDefinition* const> traces) {
  std::string names;
  for (const TraceDefinition* trace : traces)
    names += fmt::format("\n  --trace {:<20} {}", trace->name, trace->description);
  return names;
}

Error no_such_trace(const std::string& asked) {
  std::vector<std::string> names;
  std::vector<const TraceDefinition*> all;
  for (const TraceDefinition& trace : all_traces()) {
    names.emplace_back(trace.name);
    all.push_back(&trace);
  }
  const std::vector<std::string> near = nearest_names(asked, names);
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" is not a trace", asked),
          .where = "--trace",
          .hint = (near.empty() ? "" : "did you mean " + quoted_choice(near) + "? ") + "The traces:" + list_of(all)};
}

// The trace asked for; otherwise the table's own object_id, or the only one that the data allows.
Result<const TraceDefinition*> chosen_trace(const Arguments& arguments, const EventTable& events) {
  if (!arguments.trace.empty()) return trace_named(arguments.trace);
  const std::vector<const TraceDefinition*> allowed = traces_allowed_by(events);
  for (const TraceDefinition* trace : allowed)
    if (trace->objects == FieldSet{Field::object_id} || allowed.size() == 1) return trace;
  if (allowed.empty())
    return Error{.kind = ErrorKind::input,
                 .message = "no column names anything that two accounts could share",
                 .where = arguments.read.paths.front(),
                 .hint = "say which column does: --map urls=COLUMN, hashtags=…, text=…, object_id=…"};
  return Error{.kind = ErrorKind::usage,
               .message = "several things could be what two accounts share; say which",
               .where = "--trace",
               .hint = "the data allow:" + list_of(allowed)};
}

FieldSet fields_to_read(const Arguments& arguments) {
  FieldSet fields;
  for (const TraceDefinition& trace : all_traces())
    if (arguments.trace.empty() || trace.name == arguments.trace) fields.add(trace.fields);
  if (!arguments.evidence.empty()) fields.add(Field::post_id);
  return fields;
}

Result<PairOptions> to_pair_options(const Arguments& arguments, const Session& session) {
  const Result<Duration> window = parse_duration(arguments.window, "--window");
  if (!window) return window.error();
  if (arguments.min_shared == 0)
    return Error{.kind = ErrorKind::usage,
                 .message = "\"0\": two accounts that share nothing are no pair",
                 .where = "--min-shared",
                 .hint = "1 or more"};
  return PairOptions{.window = *window,
                     .min_shared = arguments.min_shared,
                     .memory_bytes = arguments.memory_bytes,
                     .threads = session.threads};
}

// The window that the times can tell.
Result<Duration> window_at(Duration resolution, const Arguments& arguments, Duration window) {
  const std::optional<Duration> effective = effective_window(window, resolution);
  if (effective) return *effective;
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is shorter than the times can tell: all of them stand on a grid of {}",
                                      arguments.window, format_duration(resolution)),
               .where = "--window",
               .hint = fmt::format("{} or longer, or 0 for the same instant", format_duration(resolution))};
}

struct Tables {
  std::unique_ptr<TableWriter> pairs, evidence;
};

// Opened before anything is read, so that a folder that cannot be written to is known at once.
Result<Tables> create_tables(const Arguments& arguments) {
  Tables tables;
  Result<std::unique_ptr<TableWriter>> pairs = create_table(arguments.out, {});
  if (!pairs) return pairs.error();
  tables.pairs = std::move(*pairs);
  if (arguments.evidence.empty()) return tables;
  Result<std::unique_ptr<TableWriter>> evidence = create_table(arguments.evidence, {});
  if (!evidence) return evidence.error();
  tables.evidence = std::move(*evidence);
  return tables;
}

Result<void> write_tables(const PairTable& found, const TraceTable& touches, const EventTable& events,
                          const PairOptions& options, Tables& tables, Progress& progress) {
  if (Result<void> written = write_pairs(found.pairs, events, *tables.pairs); !written) return written;
  if (tables.evidence) {
    const auto shared = collect_shared_touches(touches, found.pairs, {}, options, progress);
    if (!shared) return shared.error();
    if (Result<void> written = write_evidence(*shared, found.pairs, touches, events, *tables.evidence); !written)
      return written;
    if (Result<void> finished = tables.evidence->finish(); !finished) return finished;
  }
  return tables.pairs->finish();
}

void print_summary(const Session& session, const Arguments& arguments, std::string_view trace, size_t pairs) {
  if (arguments.out == "-") return;
  if (session.json)
    fmt::print("{{\"trace\":\"{}\",\"pairs\":{}}}\n", trace, pairs);
  else
    fmt::print("{}: {} pair{} with {} or more objects in common within {} ({})\n", arguments.out, pairs,
               pairs == 1 ? "" : "s", arguments.min_shared, arguments.window, trace);
}

// What the reader should know about the times and the rows that were left out.
void tell(const Session& session, const ReadReport& report) {
  if (session.quiet) return;
  for (const std::string& note : report.notes) fmt::print(stderr, "{}\n", note);
}

// The touches hold all that is counted, and counting can use the room.
void keep_names_only(EventTable& events) {
  EventTable names;
  names.accounts = std::move(events.accounts);
  names.terms = std::move(events.terms);
  events = std::move(names);
}

Result<void> find_pairs(Session& session, const Arguments& arguments) {
  if (!arguments.trace.empty() && trace_named(arguments.trace) == nullptr) return no_such_trace(arguments.trace);
  if (session.json && arguments.out == "-")
    return Error{.kind = ErrorKind::usage,
                 .message = "pairs are written as CSV or Parquet",
                 .where = "--json",
                 .hint = "write them to a file (--out pairs.csv); what was found is then printed as JSON"};
  Result<PairOptions> options = to_pair_options(arguments, session);
  if (!options) return options.error();
  Result<ReadOptions> reading = to_read_options(arguments.read, session);
  if (!reading) return reading.error();
  reading->fields = fields_to_read(arguments);
  reading->source.digest = false;  // nothing that is written names it
  reading->values_apart = arguments.evidence.empty() && arguments.trace != "co-hashtag-sequence";
  if (reading->values_apart) reading->order = EventOrder::any;
  Result<Tables> tables = create_tables(arguments);
  if (!tables) return tables.error();

  Result<ReadResult> read = read_events(arguments.read.paths, *reading, session.progress());
  if (!read) return read.error();
  tell(session, read->report);
  const Result<const TraceDefinition*> trace = chosen_trace(arguments, read->events);
  if (!trace) return trace.error();
  const Result<Duration> window = window_at(read->report.resolution, arguments, options->window);
  if (!window) return window.error();
  options->window = *window;
  const Result<TraceTable> touches =
      collect_touches(**trace, read->events, {.shorteners_path = arguments.shorteners, .threads = session.threads});
  if (!touches) return touches.error();
  if (!tables->evidence) keep_names_only(read->events);
  const Result<PairTable> found = count_pairs(*touches, *options, session.progress());
  if (!found) return found.error();
  Result<void> written = write_tables(*found, *touches, read->events, *options, *tables, session.progress());
  if (written) print_summary(session, arguments, (*trace)->name, found->pairs.size());
  return written;
}

struct NamedFile {
  const char* option;
  const std::string& path;
};

// Of devices and pipes several may be one.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  if (fs::exists(a, ignored) && !fs::is_regular_file(a, ignored)) return false;
  const auto plain = [&](const std::string& path) { return fs::weakly_canonical(fs::absolute(path), ignored); };
  return plain(a) == plain(b) || fs::equivalent(a, b, ignored);
}

// A table that is written must not take the place of one that is read, nor of another that is written.
std::optional<Error> writes_over(const Arguments& arguments) {
  std::vector<std::string> taken = arguments.read.paths;
  taken.insert(taken.end(),
               {arguments.read.accounts, arguments.read.renames, arguments.read.mapping, arguments.shorteners});
  std::erase(taken, "");
  std::erase(taken, "-");
  for (const auto& [option, path] : {NamedFile{"--out", arguments.out}, NamedFile{"--evidence", arguments.evidence},
                                     NamedFile{"--pairs-out", arguments.like.pairs_out}}) {
    if (path.empty() || path == "-") continue;
    for (const std::string& other : taken)
      if (same_file(path, other))
        return Error{ErrorKind::conflict, fmt::format("\"{}\" is read, or written to already", path), option,
                     "say another file"};
    taken.push_back(path);
  }
  return std::nullopt;
}

void run(Session& session, const Arguments& arguments) {
  if (arguments.out.empty())
    return session.fail({ErrorKind::usage, "names no file", "--out", "a file that ends in .csv or .parquet"});
  if (const std::optional<Error> error = writes_over(arguments)) return session.fail(*error);
  const bool as_a_peer = !arguments.like.tool.empty();
  const Result<void> done =
      as_a_peer ? find_pairs_like(session, arguments.read, arguments.trace, arguments.out, arguments.like)
                : find_pairs(session, arguments);
  if (!done) session.fail(done.error());
}

}  // namespace

void add_pairs(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = &add_command(
      app,
      {.name = "pairs",
       .group = "Find accounts that act in concert",
       .what = "Count the objects that every two accounts share within a window",
       .examples = "lockstep pairs posts.csv --trace co-link --window 60s\n"
                   "lockstep pairs posts.csv.gz --trace co-repost --window 10s --min-shared 3 --out pairs.parquet\n"
                   "lockstep pairs posts.csv --trace co-link --out pairs.csv --evidence evidence.csv\n"
                   "lockstep pairs shares.csv --like coortweet --time-window 60 --min-participation 2 --out edges.csv\n"
                   "lockstep pairs posts.csv --like cnt --network co_link --time-window 60 --min-edge-weight 1"});
  command
      ->add_option("--trace", arguments->trace, "What is shared: co-link, co-repost … (default: the table's object_id)")
      ->option_text("NAME");
  command->add_option("--window", arguments->window, "How far apart two posts may be; 0 is the same instant")
      ->option_text("SPAN")
      ->capture_default_str();
  command->add_option("--min-shared", arguments->min_shared, "Objects that a pair has in common, at least")
      ->option_text("N")
      ->capture_default_str();
  command->add_option("--out", arguments->out, "Write the pairs to this file, .csv or .parquet (default: print CSV)")
      ->option_text("FILE");
  command->add_option("--evidence", arguments->evidence, "Write the posts behind every pair to this file as well")
      ->option_text("FILE");
  command->add_option("--shorteners", arguments->shorteners, "Table of short links: short,long")->option_text("FILE");
  command
      ->add_option("--memory", arguments->memory_bytes, "Memory for counting, above which disk is used (default: 4GB)")
      ->option_text("SIZE")
      ->transform(size_in_bytes(false));
  add_like_options(*command, arguments->like);
  add_read_options(*command, arguments->read);
  command->callback([&session, arguments] { run(session, *arguments); });
}

}  // namespace lockstep::cli
