#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/aligned_rows.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/replay.h"
#include "lockstep/base/wording.h"
#include "lockstep/sources/sources.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  std::string result, window;
  std::vector<std::string> accounts;
};

struct Member {
  std::string account_id, network_id, network_class;
  bool joined;
};

constexpr size_t joined_column = 7;  // of members.csv

Result<std::vector<Member>> read_members(const std::string& folder) {
  Result<std::vector<Table>> tables = open_tables(folder + "/members.csv", {});
  if (!tables) return tables.error();
  std::vector<Member> members;
  RowBatch batch;
  std::vector<BadRow> bad;
  for (;;) {
    const Result<bool> more = (*tables)[0].rows->next({true, true, true, false, false, false, false, true}, batch, bad);
    if (!more) return more.error();
    if (!*more) return members;
    for (size_t row = 0; row < batch.rows; ++row)
      members.push_back({std::string(batch.columns[0].text[row]), std::string(batch.columns[1].text[row]),
                         std::string(batch.columns[2].text[row]), batch.columns[joined_column].text[row] == "yes"});
  }
}

std::vector<std::string> nominated(const std::vector<Member>& members) {
  std::vector<std::string> accounts;
  for (const Member& member : members)
    if (member.network_class == "synchronised") accounts.push_back(member.account_id);
  return accounts;
}

// Which of them stand in which network.
std::vector<std::string> standing(const Explanation& explanation, const std::vector<Member>& members) {
  std::vector<std::string> sentences;
  bool closed_ring = false;
  for (const std::string& account : explanation.accounts) {
    const auto known = std::ranges::find(members, account, &Member::account_id);
    if (known != members.end()) closed_ring |= known->network_class == "closed_ring";
    if (known != members.end())
      sentences.push_back(fmt::format("{} is a member of {} ({}){}.", account, known->network_id, known->network_class,
                                      known->joined ? ": it joined by all of the network's occasions, corrected for "
                                                      "everybody who was there, and the network does not rest on it"
                                                    : ""));
  }
  if (closed_ring)
    sentences.emplace_back("A closed ring is judged on each post of its source; below, one source counts once.");
  if (sentences.empty()) sentences.emplace_back("None of them is a member of a network of this result.");
  return sentences;
}

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
  }
  for (const ExplainedWindow& each : explanation.windows) {
    windows.push_back({{"window_seconds", seconds(each.window)}, {"occasions", each.occasions}});
    if (pair) {
      windows.back()["p_timing"] = each.p_timing;
      windows.back()["p_lag"] = each.p_lag;
    } else {
      windows.back()["p_value"] = each.p_group;
    }
  }
  const Json all = {{"accounts", explanation.accounts},
                    {"window_seconds", seconds(explanation.window)},
                    {"networks", networks},
                    {"sentences", explanation.sentences},
                    {"windows", windows},
                    {"objects", objects}};
  fmt::print("{}\n", all.dump(2, ' ', false, Json::error_handler_t::replace));
}

std::string shortened(const std::string& text) {
  constexpr size_t most = 60;
  return text.size() <= most ? text : text.substr(0, most - 1) + "…";
}

void print_text(const Explanation& explanation, const std::vector<std::string>& networks) {
  const bool pair = explanation.accounts.size() == 2;
  for (const std::string& sentence : networks) fmt::print("{}\n", sentence);
  for (const std::string& sentence : explanation.sentences) fmt::print("{}\n", sentence);
  AlignedRows windows;
  windows.add(pair ? std::vector<std::string>{"window", "occasions", "p_timing", "p_lag"}
                   : std::vector<std::string>{"window", "occasions", "p_value"});
  for (const ExplainedWindow& each : explanation.windows) {
    std::vector<std::string> row{format_duration(each.window), std::to_string(each.occasions)};
    if (pair) row.push_back(probability(each.p_timing));
    row.push_back(probability(pair ? each.p_lag : each.p_group));
    windows.add(row);
  }
  fmt::print("\n{}", windows.text("  ", {1}));
  AlignedRows objects;
  objects.add({"time", "apart", "together", "q", "r", "trace", "object", "counts"});
  for (const ExplainedObject& object : explanation.objects)
    objects.add({format_time(object.first), format_duration(object.last - object.first),
                 fmt::format("{} of {}", object.together, object.accounts), probability(object.q),
                 probability(object.r), object.trace, shortened(object.object), object.counts});
  fmt::print("\n  Within {}; q: chance of a meeting; r: the same given that both came within the hour\n{}",
             format_duration(explanation.window), objects.text("  ", {1, 3, 4}));
}

Result<void> run(Session& session, const Arguments& arguments) {
  const Result<DetectArguments> of_run = arguments_of_run(arguments.result);
  if (!of_run) return of_run.error();
  const Result<RunOptions> options = to_run_options(*of_run, session);
  if (!options) return options.error();
  const Result<ReadOptions> reading = to_read_options(of_run->read, session);
  if (!reading) return reading.error();
  Duration window = options->detect.windows[0];
  if (!arguments.window.empty()) {
    const Result<Duration> asked = parse_duration(arguments.window, "--window");
    if (!asked) return asked.error();
    window = *asked;
  }
  namespace fs = std::filesystem;
  const std::string folder =
      fs::is_directory(arguments.result) ? arguments.result : fs::path(arguments.result).parent_path().string();
  const Result<std::vector<Member>> members = read_members(folder.empty() ? "." : folder);
  if (!members) return members.error();
  const Result<ReadResult> read = read_events(of_run->read.paths, *reading, session.progress());
  if (!read) return read.error();
  const Result<Explanation> explanation =
      explain(*read, options->detect, arguments.accounts, nominated(*members),
              effective_window(window, read->report.resolution).value_or(window), session.progress());
  if (!explanation) return explanation.error();
  const std::vector<std::string> networks = standing(*explanation, *members);
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
               "how the p came about; for three or more the same of the set. The accounts of nominated networks "
               "take no part in the references.",
       .examples = "lockstep explain posts-result --accounts alice,bob\n"
                   "lockstep explain posts-result --accounts alice,bob,carol --window 10s\n"
                   "lockstep --json explain posts-result --accounts alice,bob"});
  command.add_option("RESULT", arguments->result, "Folder or run.json that lockstep detect left")->required();
  command.add_option("--accounts", arguments->accounts, "Two or more, separated by commas")
      ->option_text("ID,ID")
      ->delimiter(',')
      ->required();
  command.add_option("--window", arguments->window, "One of the run's windows (default: its first)")
      ->option_text("SPAN");
  command.callback([&session, arguments] {
    if (const Result<void> done = run(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
