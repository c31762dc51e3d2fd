#include "cli/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "lockstep/base/cannot_open.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A folder in the system's place for temporary files, gone at the end.
struct TemporaryFolder {
  std::string path;
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "lockstep-replay-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

Error no_run(const std::string& path, std::string message) {
  return {.kind = ErrorKind::input,
          .message = std::move(message),
          .where = path,
          .hint = "name the run.json that lockstep detect left in its folder"};
}

struct Run {
  Json json;
  std::string version;
  std::vector<std::string> arguments;
  bool pseudonyms;
};

Result<Run> read_run(const std::string& path) {
  std::ifstream file(path);
  if (!file) return cannot_open(path, errno);
  Json json = Json::parse(file, nullptr, false);
  try {
    Run run{.json = {},
            .version = json.at("version"),
            .arguments = json.at("arguments"),
            .pseudonyms = json.at("pseudonyms")};
    run.json = std::move(json);
    if (run.arguments.empty()) return no_run(path, "does not say what was run: it would have given names away");
    return run;
  } catch (const Json::exception&) {
    return no_run(path, "is not the run.json of a run");
  }
}

// The run's own options; from this call: the key, and the tables if any are named.
Result<DetectArguments> arguments_of(const Run& run, const DetectArguments& asked) {
  DetectArguments arguments;
  CLI::App parser;
  add_detect_options(parser, arguments);
  std::vector<std::string> reversed(run.arguments.rbegin(), run.arguments.rend());
  try {
    parser.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return no_run(asked.replay, std::string("says what this version does not know: ") + error.what());
  }
  if (!asked.read.paths.empty()) arguments.read.paths = asked.read.paths;
  if (std::ranges::find(arguments.read.paths, "-") != arguments.read.paths.end())
    return no_run(asked.replay, "is of a run that read standard input: name the table");
  arguments.pseudonyms = asked.pseudonyms;
  if (run.pseudonyms == asked.pseudonyms.empty())
    return Error{.kind = ErrorKind::usage,
                 .message = run.pseudonyms ? "the run wrote pseudonyms" : "the run wrote names as they are",
                 .where = "--pseudonyms",
                 .hint = run.pseudonyms ? "give its key" : "leave it out"};
  return arguments;
}

// Inputs that are not what they were.
std::vector<std::string> changed_inputs(const Run& run, const std::string& again) {
  std::vector<std::string> changed;
  std::ifstream file(again);
  const Json now = Json::parse(file, nullptr, false);
  const Json before = run.json.value("/read_report/inputs"_json_pointer, Json::array());
  const Json after = now.is_object() ? now.value("/read_report/inputs"_json_pointer, Json::array()) : Json::array();
  for (size_t i = 0; i < std::min(before.size(), after.size()); ++i)
    if (before[i].value("sha256", "") != after[i].value("sha256", "")) changed.push_back(after[i].value("path", ""));
  return changed;
}

void print_comparison(Session& session, const Run& run, const std::vector<std::string>& different,
                      const std::vector<std::string>& changed) {
  if (session.json) {
    fmt::print("{}\n", nlohmann::ordered_json(
                           {{"same", different.empty()}, {"different", different}, {"inputs_changed", changed}})
                           .dump(2));
    return;
  }
  if (different.empty()) return fmt::print("The same result, byte for byte.\n");
  fmt::print("Not the same: {}\n", listed(different));
  for (const std::string& path : changed) fmt::print("{} is not what it was when the run read it.\n", path);
  if (run.version != LOCKSTEP_VERSION)
    fmt::print("The run was made by version {}; this is {}.\n", run.version, LOCKSTEP_VERSION);
}

}  // namespace

Result<DetectArguments> arguments_of_run(const std::string& path) {
  DetectArguments asked;
  asked.replay = fs::is_directory(path) ? path + "/run.json" : path;
  const Result<Run> run = read_run(asked.replay);
  if (!run) return run.error();
  if (run->pseudonyms) return no_run(asked.replay, "is of a run that wrote pseudonyms: its accounts cannot be told");
  return arguments_of(*run, asked);
}

Result<void> replay(Session& session, const DetectArguments& asked) {
  const std::string path = fs::is_directory(asked.replay) ? asked.replay + "/run.json" : asked.replay;
  const Result<Run> run = read_run(path);
  if (!run) return run.error();
  const Result<DetectArguments> arguments = arguments_of(*run, asked);
  if (!arguments) return arguments.error();
  const Result<RunOptions> options = to_run_options(*arguments, session);
  if (!options) return options.error();
  const Result<ReadOptions> reading = to_read_options(arguments->read, session);
  if (!reading) return reading.error();
  const TemporaryFolder temporary;
  Result<ResultFolder> folder =
      ResultFolder::create(asked.out.empty() ? temporary.path + "/again" : asked.out, asked.replace);
  if (!folder) return folder.error();
  StageTimes progress(session.progress());
  const Result<RunSummary> found = run_detection(arguments->read.paths, *reading, *options, *folder, progress);
  if (!found) return found.error();
  const Result<std::vector<std::string>> different = files_that_differ(
      fs::path(path).parent_path().empty() ? "." : fs::path(path).parent_path().string(), folder->path());
  if (!different) return different.error();
  print_comparison(session, *run, *different, changed_inputs(*run, folder->path() + "/run.json"));
  if (!different->empty()) session.status = 1;
  return {};
}

}  // namespace lockstep::cli
