#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> list_appeals(Api::Inside& inside, const Call& call) {
  return answer(cases::list_appeals(inside.store, call.actor, call.maybe<std::string>("state")));
}

Result<HttpResponse> enter_appeal(Api::Inside& inside, const Call& call) {
  const cases::NewAppeal appeal{.text = call.body.at("text").get<std::string>(),
                                .contact = call.body.value("contact", std::string())};
  return answer(cases::enter_appeal(inside.store, call.actor, call.body.at("notice_id").get<int64_t>(), appeal), 201);
}

Result<HttpResponse> show_appeal(Api::Inside& inside, const Call& call) {
  return answer(cases::show_appeal(inside.store, call.actor, call.id("appeal_id")));
}

Result<HttpResponse> claim_appeal(Api::Inside& inside, const Call& call) {
  return answer(cases::claim_appeal(inside.store, call.actor, call.id("appeal_id")));
}

Result<HttpResponse> release_appeal(Api::Inside& inside, const Call& call) {
  return answer(cases::release_appeal(inside.store, call.actor, call.id("appeal_id")));
}

Result<HttpResponse> decide_appeal(Api::Inside& inside, const Call& call) {
  return answer(
      cases::decide_appeal(inside.store, call.actor, call.id("appeal_id"), call.body_as<cases::AppealOutcome>()));
}

}  // namespace

void add_appeal_routes(RouteTable& table) {
  table.add("GET", "/api/appeals", "list_appeals", readers, list_appeals);
  table.add("POST", "/api/appeals", "enter_appeal", analysts | reviewers | appeals_reviewers, enter_appeal);
  table.add("GET", "/api/appeals/{appeal_id}", "show_appeal", readers, show_appeal);
  table.add("POST", "/api/appeals/{appeal_id}/claim", "claim_appeal", appeals_reviewers, claim_appeal);
  table.add("DELETE", "/api/appeals/{appeal_id}/claim", "release_appeal", appeals_reviewers, release_appeal);
  table.add("POST", "/api/appeals/{appeal_id}/outcome", "decide_appeal", appeals_reviewers, decide_appeal);
}

}  // namespace lockstep::server
