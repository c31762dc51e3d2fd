#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> read_settings(Api::Inside& inside, const Call&) {
  return answer(cases::read_settings(inside.store));
}

Result<HttpResponse> change_settings(Api::Inside& inside, const Call& call) {
  return answer(cases::change_settings(inside.store, call.actor, call.body));
}

Result<HttpResponse> list_policies(Api::Inside& inside, const Call& call) {
  return answer(cases::list_policies(inside.store, call.actor));
}

Result<HttpResponse> add_policy(Api::Inside& inside, const Call& call) {
  return answer(cases::add_policy(inside.store, call.actor, call.body_as<cases::NewPolicy>()), 201);
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
