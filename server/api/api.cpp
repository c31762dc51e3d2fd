#include "server/api/api.h"

#include <filesystem>
#include <map>

#include "server/api/hex.h"
#include "server/api/history_watch.h"
#include "server/api/inside.h"

namespace lockstep::server {
namespace {

const Json& operation_named(const std::string& operation_id) {
  static const std::map<std::string, const Json*> operations = [] {
    std::map<std::string, const Json*> all;
    for (const auto& [path, methods] : document().at("paths").items())
      for (const auto& [method, operation] : methods.items()) all[operation.at("operationId")] = &operation;
    return all;
  }();
  return *operations.at(operation_id);
}

// Somebody was faster: 412, where the caller said which version it had seen.
Result<HttpResponse> run(Api::Inside& inside, const RouteTable::Handle& handle, const Call& call) {
  Result<HttpResponse> response = handle(inside, call);
  if (response || response.error().kind != ErrorKind::conflict || response.error().where != "If-Match") return response;
  return problem(412, response.error().message, response.error().hint);
}

// What happened, for everybody's screen: which act on what, nothing that was written. Of a case no more than that it
// changed: who is to review it blind hears it too, and the name of an act can be half of a decision.
Event changed(const cases::Entry& entry) {
  Json data{{"act", entry.case_id ? "case.changed" : entry.act}};
  if (entry.case_id) data["case_id"] = *entry.case_id;
  if (const auto run_id = entry.payload.find("run_id"); entry.payload.is_object() && run_id != entry.payload.end())
    data["run_id"] = *run_id;
  return {.type = "changed",
          .topic = entry.case_id ? "case" : entry.act.substr(0, entry.act.find('.')),
          .data = data.dump()};
}

}  // namespace

Api::Inside::Inside(cases::Store& its_store, ApiOptions its_options, Log its_log)
    : store(its_store),
      options(std::move(its_options)),
      log(std::move(its_log)),
      hub(std::make_shared<EventHub>(to_hex(store.random_bytes(4)))),
      runs(store, options, *hub, log) {}

Route& RouteTable::add(const char* method, const char* pattern, const char* operation_id, cases::Roles roles,
                       Handle handle) {
  const Json* operation = &operation_named(operation_id);
  Api::Inside* inside = &inside_;
  routes_.push_back(
      {.method = method,
       .pattern = pattern,
       .operation_id = operation_id,
       .access = {.anonymous = roles == anybody, .roles = roles},
       .handler = [operation, inside, handle = std::move(handle)](const HttpRequest& request) -> Result<HttpResponse> {
         const Result<Call> call = read_call(*operation, request, inside->store);
         if (!call) return call.error();
         return run(*inside, handle, *call);
       }});
  return routes_.back();
}

Api::Api(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Api::~Api() {
  stop();
  inside_->store.on_commit({});  // and the watch ends, before the store does
}

Result<std::unique_ptr<Api>> Api::open(cases::Store& store, ApiOptions options, Log log) {
  namespace fs = std::filesystem;
  std::error_code failed;
  for (const char* folder : {"uploads", "spool", "runs"}) {
    fs::create_directories(fs::path(options.data_folder) / folder, failed);
    if (failed) return Error{.kind = ErrorKind::file, .message = failed.message(), .where = options.data_folder};
  }
  options.data_folder = fs::canonical(options.data_folder, failed);
  fs::permissions(options.data_folder, fs::perms::owner_all, failed);
  for (const auto& left : fs::directory_iterator(options.data_folder + "/spool", failed)) fs::remove(left, failed);
  std::unique_ptr<Api> api(new Api(std::make_unique<Inside>(store, std::move(options), std::move(log))));
  if (auto recovered = api->inside_->runs.recover(); !recovered) return recovered.error();
  const auto tell = [hub = api->inside_->hub](const cases::Entry& entry) {
    if (!entry.act.starts_with("session.")) hub->publish(changed(entry));
  };
  auto watch = std::make_shared<HistoryWatch>(store, tell);
  store.on_commit([watch, tell](const std::vector<cases::Entry>& entries) {
    for (const cases::Entry& entry : entries) tell(entry);
    watch->told_here(entries);
  });
  return api;
}

ServerParts Api::parts() {
  RouteTable table(*inside_);
  add_session_routes(table);
  add_people_routes(table);
  add_settings_routes(table);
  add_run_routes(table);
  add_case_routes(table);
  add_decision_routes(table);
  add_notice_routes(table);
  add_appeal_routes(table);
  add_outbox_routes(table);
  add_audit_routes(table);
  add_event_routes(table);
  Inside* inside = inside_.get();
  return {.routes = table.take(),
          .authenticator = [inside](const HttpRequest& request) { return authenticate(*inside, request); },
          .health = [inside]() -> Result<void> {
            const Result<cases::Settings> settings = cases::read_settings(inside->store);
            if (!settings) return settings.error();
            return {};
          },
          .log = inside->log,
          .hub = inside->hub};
}

void Api::keep_no_longer() {
  const cases::Actor program{.handle = "the program", .roles = cases::Roles(cases::Role::administrator)};
  if (auto gone = cases::enforce_retention(inside_->store, program); !gone) inside_->log(to_string(gone.error()));
  if (auto gone = inside_->runs.clear_files(program); !gone) inside_->log(to_string(gone.error()));
}

void Api::stop() { inside_->runs.stop(); }

}  // namespace lockstep::server
