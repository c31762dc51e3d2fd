#include "cli/detect_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/value_checks.h"
#include "lockstep/base/cannot_open.h"
#include "lockstep/base/nearest.h"

namespace lockstep::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* heading_found = "What counts";
constexpr const char* heading_written = "What is written";
constexpr size_t shortest_key = 16;
const std::vector<std::string> default_windows{"60s", "10s", "10min"};

void add_counting_options(CLI::App& command, DetectArguments& arguments) {
  command
      .add_option("--trace", arguments.traces, "Only this trace; may be repeated (default: all that the data allow)")
      ->option_text("NAME")
      ->allow_extra_args(false)
      ->group(heading_found);
  command
      .add_option("--window", arguments.windows,
                  "How far apart two posts may be; may be repeated: networks are looked for at each, and all pairs are "
                  "counted at the first (default: 60s, 10s, 10min)")
      ->option_text("SPAN")
      ->allow_extra_args(false)
      ->group(heading_found);
  command.add_option("--level", arguments.level, "Share of false networks among those that stand, at most")
      ->option_text("SHARE")
      ->check(share_up_to(0.2))
      ->capture_default_str()
      ->group(heading_found);
  command
      .add_option("--min-shared", arguments.min_shared,
                  "Objects that a pair has in common, at least (default: as each trace says)")
      ->option_text("N")
      ->check(whole_number(1, UINT32_MAX))
      ->group(heading_found);
  command.add_option("--min-members", arguments.min_members, "Accounts in a network, at least")
      ->option_text("N")
      ->check(whole_number(2, 1000000))
      ->capture_default_str()
      ->group(heading_found);
  command.add_option("--seed", arguments.seed, "The same seed gives the same bytes")
      ->option_text("N")
      ->check(whole_number(0, UINT64_MAX))
      ->capture_default_str()
      ->group(heading_found);
  command
      .add_option("--company", arguments.company,
                  "Rank accounts by an hour's company too (company.csv, which nominates nobody); auto: where sources "
                  "are unknown or times are coarse")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str()
      ->group(heading_found);
  command.add_option("--shorteners", arguments.shorteners, "Table of short links: short,long")
      ->option_text("FILE")
      ->group(heading_found);
  command
      .add_option("--memory", arguments.memory_bytes, "Memory for counting, above which disk is used (default: 4GB)")
      ->option_text("SIZE")
      ->transform(size_in_bytes(false))
      ->group(heading_found);
}

void add_writing_options(CLI::App& command, DetectArguments& arguments) {
  command.add_option("--out", arguments.out, "Folder for the result (default: posts-result for posts.csv)")
      ->option_text("FOLDER")
      ->group(heading_written);
  command.add_flag("--replace", arguments.replace, "Replace the result of an earlier run")->group(heading_written);
  command
      .add_option("--report-size", arguments.report_bytes,
                  "Data in the report, at most; what is left out is counted "
                  "(default: 25MB)")
      ->option_text("SIZE")
      ->transform(size_in_bytes(true))
      ->group(heading_written);
  command
      .add_option("--graph-pairs", arguments.graph_pairs,
                  "Pairs in networks.gexf and networks.graphml, at most: the strongest, and the others are counted")
      ->option_text("N")
      ->check(whole_number(0, UINT64_MAX))
      ->capture_default_str()
      ->group(heading_written);
  command
      .add_option(
          "--pseudonyms", arguments.pseudonyms,
          "Write accounts, handles and post ids under a hash with this key, for sharing; file:PATH and env:NAME "
          "say where the key stands")
      ->option_text("KEY")
      ->group(heading_written);
  command
      .add_option("--replay", arguments.replay, "Repeat the run that this run.json is of, and compare what it leaves")
      ->option_text("RUN.JSON")
      ->group(heading_written);
  command.add_option("--report-data", arguments.report_data, "Write the report's data to this file as well, as JSON")
      ->option_text("FILE")
      ->group(heading_written);
}

// A run is repeated as it was.
void refuse_beside_replay(CLI::App& command) {
  CLI::Option* const replay = command.get_option("--replay");
  const std::vector<std::string> allowed{"FILE", "--out", "--replace", "--pseudonyms", "--replay", "--help"};
  for (CLI::Option* option : command.get_options())
    if (std::ranges::none_of(allowed, [&](const std::string& name) { return option->check_name(name); }))
      replay->excludes(option);
}

Error bad_key(std::string message, std::string hint) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = "--pseudonyms", .hint = std::move(hint)};
}

Result<std::string> read_key(const std::string& typed) {
  std::string key = typed;
  if (typed.starts_with("file:")) {
    std::ifstream file(typed.substr(5), std::ios::binary);
    if (!file) return cannot_open(typed.substr(5), errno);
    key.assign(std::istreambuf_iterator<char>(file), {});
    while (key.ends_with('\n') || key.ends_with('\r')) key.pop_back();
  } else if (typed.starts_with("env:")) {
    const char* value = std::getenv(typed.c_str() + 4);
    if (value == nullptr) return bad_key(fmt::format("\"{}\" is not set", typed.substr(4)), "export it first");
    key = value;
  }
  if (key.size() < shortest_key)
    return bad_key(fmt::format("a key of {} characters could be guessed", key.size()),
                   fmt::format("{} or more: openssl rand -hex 32 > key; --pseudonyms file:key", shortest_key));
  return key;
}

Error no_such_trace(const std::string& asked) {
  std::vector<std::string> names;
  for (const TraceDefinition& trace : all_traces()) names.emplace_back(trace.name);
  const std::vector<std::string> near = nearest_names(asked, names);
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" is not a trace", asked),
          .where = "--trace",
          .hint = (near.empty() ? "" : "did you mean " + quoted_choice(near) + "? ") +
                  fmt::format("The traces: {}", fmt::join(names, ", "))};
}

struct Given {
  std::string option, value;
};

std::string base_name(const std::string& path) { return fs::path(path).filename().string(); }

// What decides the result besides the tables, in the order of the help.
std::vector<Given> given(const DetectArguments& arguments, bool hide_names) {
  std::vector<Given> all;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) all.push_back({option, value});
  };
  const auto add_path = [&](const char* option, const std::string& path) {
    add(option, hide_names ? base_name(path) : path);
  };
  const auto add_all = [&](const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(option, value);
  };
  add_all("trace", arguments.traces);
  add_all("window", arguments.windows.empty() ? default_windows : arguments.windows);
  add("level", fmt::format("{}", arguments.level));
  if (arguments.min_shared) add("min-shared", std::to_string(*arguments.min_shared));
  add("min-members", std::to_string(arguments.min_members));
  add("seed", std::to_string(arguments.seed));
  if (arguments.company != DetectArguments{}.company) add("company", arguments.company);
  add_path("shorteners", arguments.shorteners);
  add("report-size", std::to_string(arguments.report_bytes));
  add("graph-pairs", std::to_string(arguments.graph_pairs));
  add("map", arguments.read.map);
  add_path("mapping", arguments.read.mapping);
  add("layout", arguments.read.layout);
  add("date-order", arguments.read.date_order);
  add_path("accounts", arguments.read.accounts);
  add_path("renames", arguments.read.renames);
  add("since", arguments.read.since);
  add("until", arguments.read.until);
  add_all("only-hashtag", arguments.read.only_hashtags);
  add_all("only-url", arguments.read.only_urls);
  add_all("only-account", arguments.read.only_accounts);
  add_all("only-language", arguments.read.only_languages);
  add_all("only-kind", arguments.read.only_kinds);
  add("max-bad-rows", arguments.read.max_bad_rows);
  return all;
}

bool gives_names_away(const std::string& option) { return option == "only-account" || option == "only-url"; }

}  // namespace

void add_detect_options(CLI::App& command, DetectArguments& arguments) {
  add_read_options(command, arguments.read);
  command.get_option("FILE")->required(false);  // --replay knows them
  add_counting_options(command, arguments);
  add_writing_options(command, arguments);
  refuse_beside_replay(command);
}

// With pseudonyms nothing may name a person: paths are cut to the names of the files, and where only some accounts or
// links were read, the command that would say which is left out.
Result<RunOptions> to_run_options(const DetectArguments& arguments, const Session& session) {
  std::vector<Duration> windows;
  for (const std::string& asked : arguments.windows.empty() ? default_windows : arguments.windows) {
    const Result<Duration> window = parse_duration(asked, "--window");
    if (!window) return window.error();
    windows.push_back(*window);
  }
  for (const std::string& trace : arguments.traces)
    if (trace_named(trace) == nullptr) return no_such_trace(trace);
  RunOptions options;
  options.detect = {.traces = arguments.traces,
                    .windows = windows,
                    .min_shared = arguments.min_shared,
                    .level = arguments.level,
                    .networks = {.min_members = arguments.min_members, .seed = arguments.seed},
                    .company = arguments.company == "always"  ? CompanyChoice::always
                               : arguments.company == "never" ? CompanyChoice::never
                                                              : CompanyChoice::automatic,
                    .shorteners_path = arguments.shorteners,
                    .memory_bytes = arguments.memory_bytes,
                    .threads = session.threads};
  options.report_bytes = arguments.report_bytes;
  options.graph_pairs = arguments.graph_pairs;
  options.report_data_path = arguments.report_data;
  options.version = LOCKSTEP_VERSION;
  const bool keyed = !arguments.pseudonyms.empty();
  if (keyed) {
    Result<std::string> key = read_key(arguments.pseudonyms);
    if (!key) return key.error();
    options.pseudonym_key = std::move(*key);
  }
  ReadArguments paths;
  for (const std::string& path : arguments.read.paths) paths.paths.push_back(keyed ? base_name(path) : path);
  options.arguments = paths.paths;
  options.command = "lockstep detect " + to_command_line(paths);
  bool hidden = false;
  const DetectArguments defaults;
  const std::vector<Given> usual = given(defaults, false);
  for (const auto& [option, value] : given(arguments, keyed)) {
    const bool withheld = keyed && gives_names_away(option);
    hidden |= withheld;
    options.settings.push_back({option, withheld ? "(withheld)" : value});
    options.arguments.insert(options.arguments.end(), {"--" + option, value});
    const auto same = [&](const Given& one) { return one.option == option && one.value == value; };
    if (std::ranges::none_of(usual, same)) {
      ReadArguments one;
      one.paths = {value};
      options.command += fmt::format(" --{} {}", option, to_command_line(one));
    }
  }
  if (hidden) {
    options.arguments.clear();
    options.command.clear();
  } else if (keyed) {
    options.command += " --pseudonyms KEY";
  }
  return options;
}

std::string result_folder_of(const DetectArguments& arguments) {
  if (!arguments.out.empty()) return arguments.out;
  if (arguments.read.paths.size() != 1 || arguments.read.paths[0] == "-") return "lockstep-result";
  std::string name = fs::path(arguments.read.paths[0]).lexically_normal().filename().string();
  if (const size_t dot = name.find('.', 1); dot != std::string::npos) name.resize(dot);
  return (name.empty() || name == "." || name == ".." ? "lockstep" : name) + "-result";
}

}  // namespace lockstep::cli
