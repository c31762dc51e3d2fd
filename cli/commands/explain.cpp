#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/aligned_rows.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/commands/explain_result.h"
#include "cli/replay.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  std::string result, window;
  std::vector<std::string> accounts;
};

void print_json(const Explanation& explanation, const std::vector<std::string>& networks) {
  using Json = nlohmann::ordered_json;
  Json objects = Json::array(), windows = Json::array();
  const bool pair = explanation.accounts.size() == 2;
  for (const ExplainedObject& object : explanation.objects) {
    objects.push_back({{"trace", object.trace},
                       {"object", object.object},
                       {"source", object.source.empty() ? Json(nullptr) : Json(object.source)},
                       {"first_time", format_time(object.first)},
                       {"gap_seconds", seconds(object.last - object.first)},
                       {"accounts", object.accounts},
                       {"together", object.together},
                       {"part", object.part},
                       {"q", object.q},
                       {"r", object.r}});
    if (object.p) objects.back()["p_value"] = *object.p;
    objects.back()["counts"] = object.counts;
    if (object.p_without) objects.back()["p_without"] = *object.p_without;
  }
  for (const ExplainedWindow& each : explanation.windows) {
    windows.push_back({{"window_seconds", seconds(each.window)}, {"occasions", each.occasions}, {"p_value", each.p}});
    if (!pair) continue;
    windows.back()["p_timing"] = each.p_timing;
    windows.back()["p_lag"] = each.p_lag;
  }
  const Json all = {{"accounts", explanation.accounts},
                    {"window_seconds", seconds(explanation.window)},
                    {"networks", networks},
                    {"sentences", explanation.sentences},
                    {"p_if_together_once_more", explanation.p_if_together},
                    {"p_if_apart_once_more", explanation.p_if_apart},
                    {"windows", windows},
                    {"objects", objects}};
  fmt::print("{}\n", all.dump(2, ' ', false, Json::error_handler_t::replace));
}

std::string shortened(const std::string& text, size_t most) {
  return text.size() <= most ? text : text.substr(0, most - 1) + "…";
}

std::string windows_of(const Explanation& explanation, bool pair) {
  AlignedRows rows;
  rows.add(pair ? std::vector<std::string>{"window", "occasions", "p_timing", "p_lag"}
                : std::vector<std::string>{"window", "occasions", "p_value"});
  for (const ExplainedWindow& each : explanation.windows) {
    std::vector<std::string> row{format_duration(each.window), std::to_string(each.occasions)};
    if (pair) row.push_back(probability(each.p_timing));
    row.push_back(probability(pair ? each.p_lag : each.p));
    rows.add(row);
  }
  return rows.text("  ", {1});
}

std::string objects_of(const Explanation& explanation, bool pair) {
  constexpr size_t wide = 60, narrow = 24;
  AlignedRows rows;
  std::vector<std::string> heads{"time", "apart", "together", "q", "r"};
  if (!pair) heads.emplace_back("p");
  heads.insert(heads.end(), {"without it", "part", "trace", "object", "source", "counts"});
  rows.add(heads);
  for (const ExplainedObject& object : explanation.objects) {
    std::vector<std::string> row{format_time(object.first), format_duration(object.last - object.first),
                                 fmt::format("{} of {}", object.together, object.accounts), probability(object.q),
                                 probability(object.r)};
    if (object.p) row.push_back(probability(*object.p));
    row.push_back(object.p_without ? probability(*object.p_without) : "");
    row.insert(row.end(), {std::to_string(object.part), object.trace, shortened(object.object, wide),
                           shortened(object.source, narrow), object.counts});
    rows.add(row);
  }
  return rows.text("  ", {1, 3, 4});
}

void print_text(const Explanation& explanation, const std::vector<std::string>& networks) {
  const bool pair = explanation.accounts.size() == 2;
  for (const std::string& sentence : networks) fmt::print("{}\n", sentence);
  for (const std::string& sentence : explanation.sentences) fmt::print("{}\n", sentence);
  fmt::print("\n{}", windows_of(explanation, pair));
  fmt::print(
      "\n  Within {}; q: chance of a meeting; r: the same given that both came within the hour; {}without it: of all, "
      "if\n  nobody had touched it; part: objects of one part judge what was found on the others\n{}",
      format_duration(explanation.window), pair ? "" : "p: of so many together; ", objects_of(explanation, pair));
}

Result<void> run(Session& session, const Arguments& arguments) {
  const Result<DetectArguments> of_run = arguments_of_run(arguments.result);
  if (!of_run) return of_run.error();
  const Result<RunOptions> options = to_run_options(*of_run, session);
  if (!options) return options.error();
  const Result<ReadOptions> reading = to_read_options(of_run->read, session);
  if (!reading) return reading.error();
  namespace fs = std::filesystem;
  const std::string folder =
      fs::is_directory(arguments.result) ? arguments.result : fs::path(arguments.result).parent_path().string();
  const Result<ExplainedResult> result = read_explained_result(folder.empty() ? "." : folder);
  if (!result) return result.error();
  Duration window = result->window_of(arguments.accounts).value_or(options->detect.windows[0]);
  if (!arguments.window.empty()) {
    const Result<Duration> asked = parse_duration(arguments.window, "--window");
    if (!asked) return asked.error();
    window = *asked;
  }
  const Result<ReadResult> read = read_events(of_run->read.paths, *reading, session.progress());
  if (!read) return read.error();
  const Result<Explanation> explanation =
      explain(*read, options->detect, arguments.accounts, result->nominated(),
              effective_window(window, read->report.resolution).value_or(window), session.progress());
  if (!explanation) return explanation.error();
  const std::vector<std::string> networks = result->standing(explanation->accounts);
  if (session.json)
    print_json(*explanation, networks);
  else
    print_text(*explanation, networks);
  return {};
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = add_command(
      app,
      {.name = "explain",
       .group = "Find accounts that act in concert",
       .what = "Say everything about two accounts or a set of them: what they share, and what chance would give",
       .more = "Reads the tables of a run again. For two accounts: each object that both touched, how far apart, how "
               "often chance brings two touches of it together, whether it counts as an occasion and why not, and "
               "how the p came about; for three or more the same of the set; and what would change it. The accounts of "
               "nominated networks take no part in the references.",
       .examples = "lockstep explain posts-result --accounts alice,bob\n"
                   "lockstep explain posts-result --accounts alice,bob,carol --window 10s\n"
                   "lockstep --json explain posts-result --accounts alice,bob"});
  command.add_option("RESULT", arguments->result, "Folder or run.json that lockstep detect left")->required();
  command.add_option("--accounts", arguments->accounts, "Two or more, separated by commas")
      ->option_text("ID,ID")
      ->delimiter(',')
      ->required();
  command
      .add_option("--window", arguments->window,
                  "One of the run's windows (default: that of the network in which all of them stand, else the first)")
      ->option_text("SPAN");
  command.callback([&session, arguments] {
    if (const Result<void> done = run(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
