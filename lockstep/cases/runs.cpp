#include "lockstep/cases/runs.h"

#include <fmt/format.h>

#include "lockstep/cases/json.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {
namespace {

std::vector<std::string> list_of(const std::string& json) {
  const Json value = Json::parse(json, nullptr, false);
  return value.is_array() ? value.get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::vector<Run> runs_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<Run> runs;
  each_row<int64_t, std::string, std::string, std::string, std::string, std::string, std::string, int64_t, int64_t,
           std::optional<int64_t>, std::optional<int64_t>, int64_t, int64_t, int64_t, int64_t, int64_t>(
      sql,
      fmt::format("select run_id, name, state, files, options, folder, error, created_by, created_at, started_at,"
                  " ended_at, networks, nominated_networks, nominated_accounts, accounts, events from runs {}"
                  " order by run_id desc limit 1000",
                  condition),
      std::move(values),
      [&](int64_t id, std::string name, std::string state, const std::string& files, const std::string& options,
          std::string folder, std::string error, int64_t by, int64_t created, std::optional<int64_t> started,
          std::optional<int64_t> ended, int64_t networks, int64_t nominated, int64_t nominated_accounts,
          int64_t accounts, int64_t events) {
        runs.push_back({.run_id = id,
                        .name = std::move(name),
                        .state = std::move(state),
                        .files = list_of(files),
                        .options = list_of(options),
                        .folder = std::move(folder),
                        .error = std::move(error),
                        .created_by = by,
                        .created_at = created,
                        .started_at = started,
                        .ended_at = ended,
                        .networks = networks,
                        .nominated_networks = nominated,
                        .nominated_accounts = nominated_accounts,
                        .accounts = accounts,
                        .events = events});
      });
  for (Run& run : runs) {
    run.created_by_name = name_of(sql, run.created_by);
    run.case_ids = column<int64_t>(sql, "select distinct case_id from snapshots where run_id = :r order by case_id",
                                   with(run.run_id));
  }
  return runs;
}

}  // namespace

Result<Run> add_run(Store& store, const Actor& actor, const NewRun& run) {
  if (auto may = check_may(actor, Roles(Role::analyst)); !may) return may.error();
  if (auto right = check_text("name", run.name, 1, 200); !right) return right.error();
  if (run.files.empty() || run.files.size() > 100)
    return Error{.kind = ErrorKind::usage, .message = "takes 1 to 100 files", .where = "files"};
  for (const std::string& text : run.files)
    if (auto right = check_text("files", text, 1, 4096); !right) return right.error();
  for (const std::string& text : run.options)
    if (auto right = check_text("options", text, 1, 4096); !right) return right.error();
  return write_once<Run>(store, actor, [&](Writing& writing) -> Result<Run> {
    const int64_t id = writing.next("runs");
    execute(writing.sql,
            "insert into runs (run_id, name, state, files, options, folder, error, created_by, created_at) "
            "values (:i, :n, 'waiting', :f, :o, '', '', :b, :c)",
            with(id, run.name, Json(run.files).dump(), Json(run.options).dump(), actor.person_id, writing.now));
    writing.append({.act = "run.asked", .payload = {{"run_id", id}, {"files", run.files}, {"options", run.options}}});
    return runs_where(writing.sql, "where run_id = :r", with(id)).front();
  });
}

Result<std::vector<Run>> list_runs(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<Run>>([](soci::session& sql) { return runs_where(sql, "", {}); });
}

Result<Run> show_run(Store& store, const Actor& actor, int64_t run_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<Run>([&](soci::session& sql) -> Result<Run> {
    auto runs = runs_where(sql, "where run_id = :r", with(run_id));
    if (runs.empty()) return no_such("run", run_id);
    return std::move(runs.front());
  });
}

Result<std::vector<NetworkCase>> cases_of_run(Store& store, const Actor& actor, int64_t run_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<NetworkCase>>([&](soci::session& sql) {
    std::vector<NetworkCase> all;
    each_row<std::string, int64_t>(
        sql, "select network_id, case_id from snapshots where run_id = :r order by network_id, case_id", with(run_id),
        [&](std::string network_id, int64_t case_id) {
          all.push_back({std::move(network_id), case_id});
        });
    return Result<std::vector<NetworkCase>>(std::move(all));
  });
}

Result<std::vector<RunFiles>> run_files(Store& store) {
  return store.read<std::vector<RunFiles>>([](soci::session& sql) {
    std::vector<RunFiles> all;
    each_row<int64_t, std::string, std::string, std::optional<int64_t>>(
        sql, "select run_id, files, folder, ended_at from runs", {},
        [&](int64_t id, const std::string& files, std::string folder, std::optional<int64_t> ended) {
          all.push_back({.run_id = id, .files = list_of(files), .folder = std::move(folder), .ended_at = ended});
        });
    return all;
  });
}

Result<void> forget_files(Store& store, const Actor& actor, const std::vector<int64_t>& run_ids,
                          const std::vector<std::string>& gone) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    for (const int64_t run_id : run_ids)
      execute(writing.sql, "update runs set folder = '' where run_id = :r", with(run_id));
    writing.append({.act = "retention.enforced", .payload = {{"gone", gone}, {"runs", run_ids}}});
    return 1;
  });
  if (!done) return done.error();
  return {};
}

Result<void> change_run(Store& store, const Actor& actor, int64_t run_id, const RunChange& change) {
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    soci::session& sql = writing.sql;
    const auto set = [&](const char* column, const auto& value) {
      if (value) execute(sql, fmt::format("update runs set {} = :v where run_id = :r", column), with(*value, run_id));
    };
    if (!one<int64_t>(sql, "select run_id from runs where run_id = :r", with(run_id))) return no_such("run", run_id);
    set("state", change.state);
    set("folder", change.folder);
    set("error", change.error);
    set("networks", change.networks);
    set("nominated_networks", change.nominated_networks);
    set("nominated_accounts", change.nominated_accounts);
    set("accounts", change.accounts);
    set("events", change.events);
    if (!change.state) return 0;
    if (*change.state == "running")
      execute(sql, "update runs set started_at = :n where run_id = :r", with(writing.now, run_id));
    else if (*change.state != "waiting" && *change.state != "imported")
      execute(sql, "update runs set ended_at = :n where run_id = :r", with(writing.now, run_id));
    writing.append({.act = "run." + *change.state, .payload = {{"run_id", run_id}}});
    return 1;
  });
  if (!done) return done.error();
  return {};
}

}  // namespace lockstep::cases
