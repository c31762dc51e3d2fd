#include <fmt/format.h>

#include <map>

#include "server/api/hex.h"
#include "server/api/inside.h"
#include "server/runs/compare_runs.h"

namespace lockstep::server {
namespace {

using cases::Run;

Result<HttpResponse> upload(Api::Inside& inside, const Call& call) {
  const auto file =
      keep_upload(inside.runs.uploads(), call.http.upload, call.text("name"), to_hex(inside.store.random_bytes(8)));
  if (!file) return file.error();
  return json_response(201, Json{{"file", *file}, {"bytes", call.http.upload_bytes}}.dump());
}

Result<HttpResponse> inspect_files(Api::Inside& inside, const Call& call) {
  return answer(inside.runs.inspect(call.body.at("files").get<std::vector<std::string>>(),
                                    call.body.value("options", std::vector<std::string>())));
}

Result<HttpResponse> list_runs(Api::Inside& inside, const Call& call) {
  auto runs = cases::list_runs(inside.store, call.actor);
  if (!runs) return runs.error();
  for (Run& run : *runs) run = inside.runs.as_it_stands(std::move(run));
  return answer(runs);
}

Result<HttpResponse> start_run(Api::Inside& inside, const Call& call) {
  return answer(inside.runs.start(call.actor, call.body_as<cases::NewRun>()), 201);
}

Result<HttpResponse> show_run(Api::Inside& inside, const Call& call) {
  auto run = cases::show_run(inside.store, call.actor, call.id("run_id"));
  if (!run) return run.error();
  return answer(Result<Run>(inside.runs.as_it_stands(std::move(*run))));
}

Result<HttpResponse> cancel_run(Api::Inside& inside, const Call& call) {
  return answer(inside.runs.cancel(call.actor, call.id("run_id")));
}

Result<std::string> result_of(Api::Inside& inside, const Call& call, const char* name) {
  const auto run = cases::show_run(inside.store, call.actor, call.id(name));
  if (!run) return run.error();
  if (run->folder.empty() || (run->state != "done" && run->state != "imported"))
    return Error{.kind = ErrorKind::conflict, .message = "run " + std::to_string(run->run_id) + " has no result"};
  return run->folder;
}

Result<HttpResponse> import_run(Api::Inside& inside, const Call& call) {
  const auto folder = result_of(inside, call, "run_id");
  if (!folder) return folder.error();
  const bool all_classes = call.body.is_object() && call.body.value("all_classes", false);
  return answer(cases::import_result(inside.store, call.actor, *folder, {.name = "", .all_classes = all_classes}));
}

// By network_id.
using CasesOfRun = std::map<std::string, int64_t>;

Json to_json(const NetworkMatch& match, const CasesOfRun (&cases)[2]) {
  const auto case_of = [](const CasesOfRun& known, const std::optional<std::string>& network_id) -> Json {
    const auto at = network_id ? known.find(*network_id) : known.end();
    return at == known.end() ? Json() : Json(at->second);
  };
  return {{"state", match.state},
          {"a", match.a},
          {"b", match.b},
          {"members_a", match.members_a},
          {"members_b", match.members_b},
          {"shared", match.shared},
          {"case_a", case_of(cases[0], match.a)},
          {"case_b", case_of(cases[1], match.b)}};
}

Result<HttpResponse> compare_runs(Api::Inside& inside, const Call& call) {
  std::vector<NetworkMembers> sides[2];
  CasesOfRun cases[2];
  for (const bool other : {false, true}) {
    const char* run_id = other ? "other_run_id" : "run_id";
    const auto folder = result_of(inside, call, run_id);
    if (!folder) return folder.error();
    auto networks = read_networks(*folder);
    if (!networks)
      return Error{.kind = ErrorKind::conflict,
                   .message = fmt::format("the result of run {} cannot be read any more: {}",
                                          call.id(other ? "other_run_id" : "run_id"), networks.error().message),
                   .hint = "its folder was moved, changed or taken away; its cases keep what they show"};
    sides[other] = std::move(*networks);
    const auto known = cases::cases_of_run(inside.store, call.actor, call.id(run_id));
    if (!known) return known.error();
    for (const cases::NetworkCase& each : *known) cases[other].emplace(each.network_id, each.case_id);
  }
  Json matches = Json::array();
  for (const NetworkMatch& match : compare_networks(sides[0], sides[1])) matches.push_back(to_json(match, cases));
  return json_response(200, matches.dump());
}

}  // namespace

void add_run_routes(RouteTable& table) {
  Route& uploads = table.add("POST", "/api/uploads", "upload", analysts, upload);
  uploads.upload = true;
  uploads.max_body = table.options().max_upload;
  table.add("POST", "/api/inspect", "inspect_files", analysts, inspect_files);
  table.add("GET", "/api/runs", "list_runs", readers, list_runs);
  table.add("POST", "/api/runs", "start_run", analysts, start_run);
  table.add("GET", "/api/runs/{run_id}", "show_run", readers, show_run);
  table.add("POST", "/api/runs/{run_id}/cancel", "cancel_run", analysts, cancel_run);
  table.add("POST", "/api/runs/{run_id}/import", "import_run", analysts, import_run);
  table.add("GET", "/api/runs/{run_id}/compare/{other_run_id}", "compare_runs", readers, compare_runs);
}

}  // namespace lockstep::server
