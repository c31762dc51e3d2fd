// server/api/inside.h
//
// What the groups of routes share.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/api/api.h"
#include "server/api/call.h"
#include "server/api/run_service.h"

namespace lockstep::server {

struct Api::Inside {
  Inside(cases::Store& its_store, ApiOptions its_options, Log its_log);

  cases::Store& store;
  ApiOptions options;
  Log log;
  std::shared_ptr<EventHub> hub;
  RunService runs;
};

// Collects routes; each is wrapped in the check against the contract.
class RouteTable {
 public:
  using Handle = std::function<Result<HttpResponse>(Api::Inside&, const Call&)>;

  explicit RouteTable(Api::Inside& inside) : inside_(inside) {}

  // roles 0: anybody, without signing in.
  Route& add(const char* method, const char* pattern, const char* operation_id, cases::Roles roles, Handle handle);
  const ApiOptions& options() const { return inside_.options; }
  std::vector<Route> take() { return std::move(routes_); }

 private:
  Api::Inside& inside_;
  std::vector<Route> routes_;
};

constexpr cases::Roles anybody = 0;
constexpr cases::Roles everybody = cases::all_roles;  // who has signed in
constexpr cases::Roles readers = cases::all_roles & ~cases::Roles(cases::Role::administrator);
constexpr cases::Roles analysts = cases::Roles(cases::Role::analyst);
constexpr cases::Roles reviewers = cases::Roles(cases::Role::reviewer);
constexpr cases::Roles appeals_reviewers = cases::Roles(cases::Role::appeals_reviewer);
constexpr cases::Roles publishers = cases::Roles(cases::Role::publisher);
constexpr cases::Roles auditors = cases::Roles(cases::Role::auditor);
constexpr cases::Roles administrators = cases::Roles(cases::Role::administrator);
constexpr uint64_t long_body = 16 << 20;  // a decision about 100,000 members

constexpr const char* session_cookie = "lockstep_session";

Result<Identity> authenticate(Api::Inside& inside, const HttpRequest& request);

void add_session_routes(RouteTable& table);
void add_people_routes(RouteTable& table);
void add_settings_routes(RouteTable& table);
void add_run_routes(RouteTable& table);
void add_case_routes(RouteTable& table);
void add_decision_routes(RouteTable& table);
void add_notice_routes(RouteTable& table);
void add_appeal_routes(RouteTable& table);
void add_outbox_routes(RouteTable& table);
void add_audit_routes(RouteTable& table);
void add_event_routes(RouteTable& table);

}  // namespace lockstep::server
