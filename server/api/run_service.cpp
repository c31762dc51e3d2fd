#include "server/api/run_service.h"

#include <fmt/format.h>

#include "server/api/inside.h"
#include "server/api/old_files.h"

namespace lockstep::server {
namespace {

constexpr std::chrono::seconds longest_inspection{120};

cases::Actor program() { return {.handle = "program", .roles = cases::all_roles}; }

// Whatever cannot be read here is for the person who named it, not a fault of the server.
Error for_the_person(Error error) {
  if (error.kind == ErrorKind::file) error.kind = ErrorKind::input;
  return error;
}

int64_t number(const nlohmann::json& summary, const char* name) {
  const auto at = summary.find(name);
  return at != summary.end() && at->is_number() ? at->get<int64_t>() : 0;
}

cases::RunChange change_for(const RunNews& news, const std::string& uploads) {
  switch (news.state) {
    case RunState::running:
      return {.state = "running"};
    case RunState::failed:
      return {.state = "failed", .error = name_uploads(uploads, news.error)};
    case RunState::cancelled:
      return {.state = "cancelled"};
    case RunState::done:
      break;
  }
  return {.state = "done",
          .folder = news.folder,
          .networks = number(news.summary, "networks"),
          .nominated_networks = number(news.summary, "nominated_networks"),
          .nominated_accounts = number(news.summary, "nominated_accounts"),
          .accounts = number(news.summary, "accounts"),
          .events = number(news.summary, "events")};
}

}  // namespace

RunService::RunService(cases::Store& store, const ApiOptions& options, EventHub& hub, Log log)
    : store_(store),
      hub_(hub),
      log_(std::move(log)),
      data_folder_(options.data_folder),
      program_(options.program),
      runner_(
          {.program = options.program, .most_at_once = options.runs_at_once},
          [this](const RunNews& news) { hear(news); },
          [this](const RunProgress& progress) {
            const nlohmann::json data{{"run_id", progress.run_id},
                                      {"stage", progress.stage},
                                      {"progress", progress.fraction},
                                      {"line", progress.line}};
            hub_.publish({.type = "progress", .topic = "run", .data = data.dump()});
          }) {}

Result<void> RunService::recover() {
  const Result<std::vector<cases::Run>> runs = cases::list_runs(store_, program());
  if (!runs) return runs.error();
  for (auto run = runs->rbegin(); run != runs->rend(); ++run) {
    if (run->state == "running")
      remember(run->run_id, {.state = "failed", .error = "the server was stopped while this ran"});
    if (run->state != "waiting") continue;
    Result<RunOrder> order = order_for(run->run_id, run->files, run->options);
    if (order)
      runner_.start(std::move(*order));
    else
      remember(run->run_id, {.state = "failed", .error = to_string(order.error())});
  }
  return {};
}

Result<cases::Run> RunService::start(const cases::Actor& actor, const cases::NewRun& wanted) {
  Result<RunOrder> order = order_for(0, wanted.files, wanted.options);
  if (!order) return for_the_person(order.error());
  Result<cases::Run> run = cases::add_run(store_, actor, wanted);
  if (!run) return run;
  order->run_id = run->run_id;
  order->folder = fmt::format("{}/runs/{}", data_folder_, run->run_id);
  const std::lock_guard lock(mutex_);
  if (started_.insert(run->run_id).second) runner_.start(std::move(*order));
  return run;
}

Result<RunOrder> RunService::order_for(int64_t run_id, const std::vector<std::string>& files,
                                       const std::vector<std::string>& typed) const {
  const Result<RunPaths> where = paths();
  if (!where) return where.error();
  RunOrder order{.run_id = run_id, .folder = fmt::format("{}/runs/{}", data_folder_, run_id)};
  for (const std::string& file : files) {
    Result<std::string> path = where->resolve(file);
    if (!path) return path.error();
    order.files.push_back(std::move(*path));
  }
  Result<std::vector<std::string>> options = check_run_options(typed, *where, RunCommand::detect);
  if (!options) return options.error();
  order.options = std::move(*options);
  return order;
}

Result<RunPaths> RunService::paths() const {
  Result<cases::Settings> settings = cases::read_settings(store_);
  if (!settings) return settings.error();
  return RunPaths(uploads(), settings->run_folders);
}

Result<cases::Run> RunService::cancel(const cases::Actor& actor, int64_t run_id) {
  const Result<cases::Run> run = cases::show_run(store_, actor, run_id);
  if (!run) return run;
  if (!runner_.cancel(run_id))
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("run {} is {}; only what waits or runs can be cancelled", run_id, run->state)};
  return cases::show_run(store_, actor, run_id);
}

Result<nlohmann::json> RunService::inspect(const std::vector<std::string>& files,
                                           const std::vector<std::string>& typed) {
  const Result<RunPaths> where = paths();
  if (!where) return where.error();
  std::vector<std::string> resolved;
  for (const std::string& file : files) {
    Result<std::string> path = where->resolve(file);
    if (!path) return path.error();
    resolved.push_back(std::move(*path));
  }
  const Result<std::vector<std::string>> options = check_run_options(typed, *where, RunCommand::inspect);
  if (!options) return options.error();
  Result<nlohmann::json> said = server::inspect(program_, resolved, *options, longest_inspection);
  if (said) return said;
  Error error = said.error();
  for (std::string* text : {&error.message, &error.where, &error.hint}) *text = name_uploads(uploads(), *text);
  return error;
}

Result<std::vector<std::string>> RunService::clear_files(const cases::Actor& actor) {
  const FoldersThere there = folders_in(data_folder_);
  const auto settings = cases::read_settings(store_);
  if (!settings) return settings.error();
  const auto runs = cases::run_files(store_);
  if (!runs) return runs.error();
  const int64_t days = settings->retention_files_days;
  const OldFiles old = old_files(there, *runs, days > 0 ? std::optional(store_.now() - 86'400 * days) : std::nullopt);
  std::vector<std::string> gone = in_words(old);
  if (gone.empty()) return gone;
  // The entry comes first: whatever went is in the history, and what a power cut leaves goes the next time.
  if (auto said = cases::forget_files(store_, actor, old.run_ids, gone); !said) return said.error();
  remove(old);
  return gone;
}

cases::Run RunService::as_it_stands(cases::Run run) const {
  if (const auto progress = runner_.progress_of(run.run_id)) {
    run.stage = progress->stage;
    run.progress = progress->fraction;
  }
  return run;
}

void RunService::hear(const RunNews& news) { remember(news.run_id, change_for(news, uploads())); }

void RunService::remember(int64_t run_id, const cases::RunChange& change) {
  const Result<void> done = cases::change_run(store_, program(), run_id, change);
  if (!done) log_(fmt::format("run {}: {}", run_id, to_string(done.error())));
}

}  // namespace lockstep::server
