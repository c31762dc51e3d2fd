#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> with_etag(const Result<cases::Settings>& settings) {
  Result<HttpResponse> response = answer(settings);
  if (response) set_header(*response, "etag", cases::etag_of(*settings));
  return response;
}

Result<HttpResponse> read_settings(Api::Inside& inside, const Call&) {
  return with_etag(cases::read_settings(inside.store));
}

Result<HttpResponse> change_settings(Api::Inside& inside, const Call& call) {
  return with_etag(cases::change_settings(inside.store, call.actor, call.body, call.seen()));
}

Result<HttpResponse> list_policies(Api::Inside& inside, const Call& call) {
  return answer(cases::list_policies(inside.store, call.actor));
}

Result<HttpResponse> add_policy(Api::Inside& inside, const Call& call) {
  const auto seen = call.version();
  if (!seen) return seen.error();
  return answer(cases::add_policy(inside.store, call.actor, call.body_as<cases::NewPolicy>(), *seen), 201);
}

Result<HttpResponse> retire_policy(Api::Inside& inside, const Call& call) {
  return answer(cases::retire_policy(inside.store, call.actor, call.text("policy_id")));
}

}  // namespace

void add_settings_routes(RouteTable& table) {
  table.add("GET", "/api/settings", "read_settings", everybody, read_settings);
  table.add("PATCH", "/api/settings", "change_settings", administrators, change_settings);
  table.add("GET", "/api/policies", "list_policies", everybody, list_policies);
  table.add("POST", "/api/policies", "add_policy", administrators, add_policy);
  table.add("DELETE", "/api/policies/{policy_id}", "retire_policy", administrators, retire_policy);
}

}  // namespace lockstep::server
