#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> list_decisions(Api::Inside& inside, const Call& call) {
  return answer(cases::list_decisions(inside.store, call.actor, call.id("case_id")));
}

Result<HttpResponse> decide(Api::Inside& inside, const Call& call) {
  const auto version = call.version();
  if (!version) return version.error();
  return answer(
      cases::decide(inside.store, call.actor, call.id("case_id"), call.body_as<cases::NewDecision>(), *version), 201);
}

Result<HttpResponse> preview_decision(Api::Inside& inside, const Call& call) {
  return answer(cases::preview_decision(inside.store, call.actor, call.id("case_id"),
                                        call.body_as<cases::NewDecision>(),
                                        call.parameters.at("confidence").get<double>()));
}

Result<HttpResponse> show_decision(Api::Inside& inside, const Call& call) {
  return answer(cases::show_decision(inside.store, call.actor, call.id("decision_id")));
}

Result<HttpResponse> give_opinion(Api::Inside& inside, const Call& call) {
  return answer(cases::give_opinion(inside.store, call.actor, call.id("decision_id"),
                                    call.body.at("agrees").get<bool>(), call.body.at("reasons").get<std::string>()));
}

Result<HttpResponse> list_reviews(Api::Inside& inside, const Call& call) {
  return answer(cases::list_reviews(inside.store, call.actor));
}

Result<HttpResponse> give_review(Api::Inside& inside, const Call& call) {
  return answer(cases::give_review(inside.store, call.actor, call.id("review_id"),
                                   call.body.at("measure").get<std::string>(),
                                   call.body.at("reasons").get<std::string>()));
}

Result<HttpResponse> agreement(Api::Inside& inside, const Call& call) {
  return answer(cases::agreement(inside.store, call.actor));
}

Result<HttpResponse> reversal_rates(Api::Inside& inside, const Call& call) {
  return answer(cases::reversal_rates(inside.store, call.actor));
}

}  // namespace

void add_decision_routes(RouteTable& table) {
  table.add("GET", "/api/cases/{case_id}/decisions", "list_decisions", readers, list_decisions);
  table.add("POST", "/api/cases/{case_id}/decisions", "decide", reviewers, decide).max_body = long_body;
  table.add("POST", "/api/cases/{case_id}/preview", "preview_decision", reviewers, preview_decision).max_body =
      long_body;
  table.add("GET", "/api/decisions/{decision_id}", "show_decision", readers, show_decision);
  table.add("POST", "/api/decisions/{decision_id}/opinions", "give_opinion", reviewers, give_opinion);
  table.add("GET", "/api/reviews", "list_reviews", reviewers, list_reviews);
  table.add("POST", "/api/reviews/{review_id}", "give_review", reviewers, give_review);
  table.add("GET", "/api/quality/agreement", "agreement", reviewers | auditors, agreement);
  table.add("GET", "/api/quality/reversals", "reversal_rates", auditors, reversal_rates);
}

}  // namespace lockstep::server
